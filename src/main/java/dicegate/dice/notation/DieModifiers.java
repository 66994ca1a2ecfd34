package dicegate.dice.notation;

/**
 * The modifiers of each die of a pool. They apply in fixed phases, whatever order was typed.
 *
 * @param reroll the faces that are rerolled until none of them shows; by default the lowest
 * @param rerollOnce the faces that are rerolled once; by default the lowest
 * @param explosion the faces that add another die
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
          Clamp.NONE,
          false,
          Trigger.NONE,
          Trigger.NONE);

  /**
   * The explosion of dice.
   *
   * @param compounding {@code !!}: the chain is summed up in one die
   * @param penetrating {@code p}: every added die counts 1 less than it shows
   * @param trigger which faces explode; by default the highest
   */
  public record Explosion(boolean compounding, boolean penetrating, Trigger trigger) {

    /** Nothing explodes. */
    public static final Explosion NONE = new Explosion(false, false, Trigger.NONE);

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

    /** Returns the value within the bounds. */
    public long apply(long value) {
      return Math.max(min, Math.min(max, value));
    }
  }
}
