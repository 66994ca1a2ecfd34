package dicegate.dice.notation;

/**
 * What happens to each die of a pool, in the phases of the language whatever order was typed.
 *
 * @param reroll what is rolled again until it is gone; by default the lowest face
 * @param rerollOnce what is rolled again once, the second result staying; by default the lowest
 * @param explosion what brings another die
 * @param clamp the bounds of a die's value
 * @param unique whether no two dice of the pool show the same face
 * @param criticalSuccess what is marked, the value staying; by default the highest face
 * @param criticalFailure what is marked, the value staying; by default the lowest face
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
   * What brings another die.
   *
   * @param compounding {@code !!}: the chain is folded into one die
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
   * @param min what is lower becomes this; {@link Long#MIN_VALUE} for no bound
   * @param max what is higher becomes this; {@link Long#MAX_VALUE} for no bound
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
