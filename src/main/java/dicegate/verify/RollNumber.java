package dicegate.verify;

/**
 * The number of a roll in its series, taken before the roll is made.
 *
 * @param index from 0
 * @param begins whether it is the first of a series that has followed another one
 */
public record RollNumber(RollSeries series, int index, boolean begins) {

  /** Returns the root of the series. */
  public String root() {
    return series.root();
  }

  /**
   * Returns the seed of the dice, 32 bytes.
   *
   * @param expression as the engine gets it
   */
  public byte[] rollSeed(String expression) {
    return series.rollSeed(index, expression);
  }

  /**
   * Lets the player ask for the key by its root and index: the roll is over, and nobody hides it
   * from the player.
   */
  public void release() {
    series.release(index);
  }

  /** Returns the roll key, and behind it its siblings from the lowest level: 32 bytes each. */
  public byte[] keyAndPath() {
    return series.keyAndPath(index);
  }

  /** Returns the player's seed; empty if there is none. */
  public String seed() {
    return series.seed();
  }

  /**
   * Returns the proof.
   *
   * @param expression as the engine got it
   */
  public RollProof proof(String expression) {
    return series.proof(index, expression);
  }
}
