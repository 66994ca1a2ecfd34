package dicegate.dice;

import java.util.SplittableRandom;

/** Dice that fall the same way each time, and are counted. Confined to one thread. */
public final class Seeded implements DieSource {

  private final SplittableRandom random;
  private int rolled;

  public Seeded(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public int roll(int sides) {
    rolled++;
    return random.nextInt(sides) + 1;
  }

  /** Returns how many dice have been rolled. */
  public int rolled() {
    return rolled;
  }
}
