package dicegate.dice;

import java.util.SplittableRandom;

/** A reproducible source of faces that counts the dice. Confined to one thread. */
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

  /** Returns the number of dice rolled. */
  public int rolled() {
    return rolled;
  }
}
