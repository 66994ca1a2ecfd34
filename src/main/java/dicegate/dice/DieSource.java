package dicegate.dice;

/** Where the faces come from: chance in production, a script or a seed in tests. */
public interface DieSource {

  /**
   * Rolls one die.
   *
   * @param sides the number of sides, 1 to {@link DiceLimits#MAX_SIDES}
   * @return a face, 1 to {@code sides} inclusive, each as likely as any other
   */
  int roll(int sides);
}
