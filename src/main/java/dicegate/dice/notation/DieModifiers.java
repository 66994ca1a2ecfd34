package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import java.util.function.UnaryOperator;

/**
 * The modifiers of each die of a pool. They apply in fixed phases, whatever order was typed.
 *
 * @param reroll the faces that are rerolled until none of them shows; by default the lowest
 * @param rerollOnce the faces that are rerolled once; by default the lowest
 * @param explosion the faces that add another die
 * @param implosion the faces of which another die is subtracted, once for each die that is not
 *     added by another, if the face does not explode; by default the lowest
 * @param clamp the bounds of a die's value
 * @param unique whether all dice of the pool show different faces
 * @param criticalSuccess the values that are flagged, without effect on the total; by default the
 *     highest face
 * @param criticalFailure likewise; by default the lowest face
 */
public record DieModifiers(
    Trigger reroll,
    Trigger rerollOnce,
    Explosion explosion,
    Trigger implosion,
    Clamp clamp,
    boolean unique,
    Trigger criticalSuccess,
    Trigger criticalFailure) {

  /** No modifier. */
  public static final DieModifiers NONE =
      new DieModifiers(
          Trigger.NONE,
          Trigger.NONE,
          Explosion.NONE,
          Trigger.NONE,
          Clamp.NONE,
          false,
          Trigger.NONE,
          Trigger.NONE);

  /** Tells whether there is any modifier. */
  @SuppressWarnings("ReferenceEquality") // most dice have this object
  public boolean present() {
    return this != NONE && anyPresent();
  }

  private boolean anyPresent() {
    return reroll.present()
        || rerollOnce.present()
        || explosion.present()
        || implosion.present()
        || clamp.present()
        || unique
        || criticalSuccess.present()
        || criticalFailure.present();
  }

  /** Tells whether a die may add further dice, or subtract them. */
  public boolean chains() {
    return explosion.present() || implosion.present();
  }

  /** Returns the modifiers with each point changed, in the order of the components. */
  public DieModifiers withPoints(UnaryOperator<Point> change) {
    return new DieModifiers(
        reroll.withPoints(change),
        rerollOnce.withPoints(change),
        new Explosion(
            explosion.compounding(),
            explosion.penetrating(),
            explosion.links(),
            explosion.trigger().withPoints(change)),
        implosion.withPoints(change),
        clamp,
        unique,
        criticalSuccess.withPoints(change),
        criticalFailure.withPoints(change));
  }

  /**
   * The explosion of dice.
   *
   * @param compounding {@code !!}: the chain is summed up in one die
   * @param penetrating {@code p}: every added die counts 1 less than it shows
   * @param links the most dice that one die adds, 1 to {@link DiceLimits#MAX_CHAIN}; a die that is
   *     subtracted is one of them; {@link #UNLIMITED} if a longer chain is an error
   * @param trigger which faces explode; by default the highest
   */
  public record Explosion(boolean compounding, boolean penetrating, int links, Trigger trigger) {

    /** Dice explode as often as they show such a face. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Nothing explodes. */
    public static final Explosion NONE = new Explosion(false, false, UNLIMITED, Trigger.NONE);

    /** Tells whether the chain of one die ends by itself, whatever the faces. */
    public boolean limited() {
      return links != UNLIMITED;
    }

    /** Tells whether anything explodes. */
    public boolean present() {
      return trigger.present();
    }
  }

  /**
   * The bounds of a die's value.
   *
   * @param min the minimum; {@link Long#MIN_VALUE} for no bound
   * @param max the maximum; {@link Long#MAX_VALUE} for no bound
   */
  public record Clamp(long min, long max) {

    /** No bounds. */
    public static final Clamp NONE = new Clamp(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Tells whether there is a bound. */
    public boolean present() {
      return min != Long.MIN_VALUE || max != Long.MAX_VALUE;
    }

    /** Returns the value within the bounds. */
    public long apply(long value) {
      return Math.max(min, Math.min(max, value));
    }
  }
}
