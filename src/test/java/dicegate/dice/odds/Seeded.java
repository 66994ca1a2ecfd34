package dicegate.dice.odds;

import dicegate.dice.DieSource;
import java.util.SplittableRandom;

/** Dice that fall the same way in each run of a test. */
final class Seeded implements DieSource {

  private final SplittableRandom random;

  Seeded(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public int roll(int sides) {
    return random.nextInt(sides) + 1;
  }
}
