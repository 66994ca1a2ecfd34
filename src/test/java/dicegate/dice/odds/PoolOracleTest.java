package dicegate.dice.odds;

import dicegate.dice.DieSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The odds of small pools with random modifiers, compared with an independent evaluator that is
 * written for this test from the description of the language.
 */
final class PoolOracleTest {

  private static final int POOLS = 60;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void oddsEqualTheEnumeration(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < POOLS; i++) {
      SmallPool pool = new SmallPool(random);

      OutcomeEnumeration oracle = OutcomeEnumeration.of(1e-6, pool::roll);

      OddsComparison.check(pool.text, TestExpressions.exact(pool.text), oracle);
    }
  }

  /** A pool with random modifiers, as text and as predicates. */
  private static final class SmallPool {

    private final int dice;
    private final int sides;
    private final String text;
    private LongPredicate reroll = face -> false;
    private LongPredicate rerollOnce = face -> false;
    private LongPredicate explodes = face -> false;
    private boolean compounding;
    private long penetration;
    private long min = Long.MIN_VALUE;
    private long max = Long.MAX_VALUE;
    private int keepHighest = Integer.MAX_VALUE;
    private int keepLowest = Integer.MAX_VALUE;
    private int dropHighest;
    private int dropLowest;
    private boolean counts;

    SmallPool(SplittableRandom random) {
      this.sides = random.nextInt(5, 8);
      StringBuilder out = new StringBuilder("d" + sides);
      addRerolls(random, out);
      addExplosion(random, out);
      // More than two dice that may be rerolled or explode have too many ways to roll.
      this.dice = random.nextInt(1, out.length() == 2 ? 5 : 3);
      out.insert(0, dice);
      addClamp(random, out);
      addSelections(random, out);
      if (random.nextInt(3) == 0) {
        counts = true;
        // Directly after an explosion, a comparison would be its point; the s separates them.
        out.append("s>=4=5f1");
      }
      this.text = out.toString();
    }

    private void addRerolls(SplittableRandom random, StringBuilder out) {
      if (random.nextInt(3) == 0) {
        reroll = face -> face == 2;
        out.append("r2");
      }
      if (random.nextInt(3) == 0) {
        rerollOnce = face -> face < 3;
        out.append("ro<3");
      }
    }

    private void addExplosion(SplittableRandom random, StringBuilder out) {
      if (random.nextInt(2) == 0) {
        compounding = random.nextBoolean();
        penetration = random.nextInt(2);
        boolean low = random.nextInt(4) == 0;
        int explodingFace = low ? 1 : sides;
        explodes = face -> face == explodingFace;
        out.append(compounding ? "!!" : "!")
            .append(penetration == 1 ? "p" : "")
            .append(low ? "1" : "");
      }
    }

    private void addClamp(SplittableRandom random, StringBuilder out) {
      if (random.nextInt(3) == 0) {
        min = 2;
        out.append("min2");
      }
      if (random.nextInt(4) == 0) {
        max = 5;
        out.append("max5");
      }
    }

    private void addSelections(SplittableRandom random, StringBuilder out) {
      if (random.nextInt(3) == 0) {
        keepHighest = random.nextInt(1, 3);
        out.append("kh").append(keepHighest);
      }
      if (random.nextInt(5) == 0) {
        keepLowest = random.nextInt(1, 3);
        out.append("kl").append(keepLowest);
      }
      if (random.nextInt(4) == 0) {
        dropHighest = 1;
        out.append("dh");
      }
      if (random.nextInt(4) == 0) {
        dropLowest = 1;
        out.append("dl");
      }
    }

    OptionalDouble roll(DieSource source) {
      List<Long> values = new ArrayList<>();
      for (int i = 0; i < dice; i++) {
        chain(source, values);
      }
      values.sort(null);
      long total = 0;
      int size = values.size();
      for (int i = 0; i < size; i++) {
        boolean kept =
            size - i <= keepHighest && i < keepLowest && size - i > dropHighest && i >= dropLowest;
        total += kept ? score(values.get(i)) : 0;
      }
      return OptionalDouble.of((double) total);
    }

    private void chain(DieSource source, List<Long> values) {
      long face = rollFace(source);
      long number = face;
      while (explodes.test(face)) {
        face = rollFace(source);
        if (compounding) {
          number += face - penetration;
        } else {
          values.add(clamped(number));
          number = face - penetration;
        }
      }
      values.add(clamped(number));
    }

    private long rollFace(DieSource source) {
      long face = rerolled(source);
      return rerollOnce.test(face) ? rerolled(source) : face;
    }

    private long rerolled(DieSource source) {
      long face = source.roll(sides);
      while (reroll.test(face)) {
        face = source.roll(sides);
      }
      return face;
    }

    private long clamped(long number) {
      return Math.min(max, Math.max(min, number));
    }

    private long score(long value) {
      if (!counts) {
        return value;
      }
      return (value >= 4 ? 1L : 0L) + (value == 5 ? 1L : 0L) - (value == 1 ? 1L : 0L);
    }
  }
}
