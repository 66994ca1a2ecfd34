package dicegate.dice;

/** A source of die faces: random in production, scripted or seeded in tests. */
public interface DieSource {

  /**
   * Rolls one die.
   *
   * @param sides the number of sides, 1 to {@link DiceLimits#MAX_SIDES}
   * @return a face, uniformly distributed from 1 to {@code sides} inclusive
   */
  int roll(int sides);
}
