package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.CpuTime;
import dicegate.dice.DiceLimits;
import dicegate.dice.NumberText;
import dicegate.dice.Seeded;
import dicegate.dice.StringSink;
import dicegate.dice.notation.Check;
import dicegate.dice.notation.ComputedNumbers;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Call;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Matching;
import dicegate.dice.notation.PoolModifiers.Selection;
import dicegate.dice.notation.RequestedRoll;
import dicegate.dice.notation.RollRequest;
import dicegate.dice.notation.Symbols;
import dicegate.dice.odds.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/** Checks of the invariants of rolls. Stateless. */
public final class RollChecks {

  private static final Duration TIME_LIMIT = Duration.ofMillis(100);

  private RollChecks() {}

  /**
   * Rolls the request and checks the result.
   *
   * @param text the text that the request was parsed from
   * @return the result
   */
  public static RollResult check(String text, RollRequest request, long seed) {
    RollResult result =
        CpuTime.atMost(
            TIME_LIMIT,
            text,
            () -> {
              Seeded source = new Seeded(seed);
              RollResult rolled = new Roller(source).roll(request);
              assertThat(source.rolled()).as(text).isLessThanOrEqualTo(DiceLimits.MAX_DICE);
              return rolled;
            });
    switch (result) {
      case RollResult.Rolled rolled -> {
        assertThat(rolled.rolls())
            .as(text)
            .hasSize(Math.max(request.rolls().size(), request.repeats()));
        for (int i = 0; i < rolled.rolls().size(); i++) {
          RequestedRoll requested = request.rolls().get(request.repeated() ? 0 : i);
          Bounds bounds = CpuTime.atMost(TIME_LIMIT, text, () -> Bounds.of(requested.expression()));
          check(text, rolled.rolls().get(i), bounds);
        }
      }
      case RollResult.Refused refused -> {
        assertThat(refused.error().text()).isNotBlank();
        assertThat(refused.error().span().start())
            .as(text)
            .isBetween(0, refused.error().span().end());
        assertThat(refused.error().span().end()).as(text).isLessThanOrEqualTo(text.length());
      }
    }
    return result;
  }

  private static void check(String text, Roll roll, Bounds bounds) {
    assertThat(roll.total()).as(text).isBetween(bounds.min(), bounds.max());
    assertThat(Math.abs(roll.total())).as(text).isLessThanOrEqualTo((double) DiceLimits.MAX_NUMBER);
    String total = " = " + NumberText.ofResult(roll.total());
    CheckResult check = roll.check();
    if (check == null) {
      assertThat(CpuTime.atMost(TIME_LIMIT, text, () -> written(roll)))
          .as(text)
          .matches(written -> endsWithResult(written, roll));
    } else {
      assertThat(CpuTime.atMost(TIME_LIMIT, text, () -> written(roll))).as(text).contains(total);
      checkCheck(text, roll, check);
    }
    for (int die = 0; die < roll.dice().count(); die++) {
      checkDie(text, roll.dice(), die);
    }
    checkPools(text, roll.dice(), roll.outcome());
  }

  private static void checkCheck(String text, Roll roll, CheckResult result) {
    Check check = result.check();
    Verdict verdict = result.verdict();
    check(text, result.against(), Bounds.of(check.target()));
    double target = result.against().total();
    assertThat(Math.abs(verdict.margin())).as(text).isEqualTo(Math.abs(roll.total() - target));
    if (check.rule() instanceof Check.Steps || check.rule() == Check.NamedRule.PLAIN) {
      assertThat(verdict.success())
          .as(text)
          .isEqualTo(check.comparison().holds(roll.total(), target));
      assertThat(verdict.degree()).as(text).isNull();
    } else {
      assertThat(Objects.requireNonNull(verdict.degree()).success())
          .as(text)
          .isEqualTo(verdict.success());
    }
    if (check.rule() instanceof Check.Steps steps) {
      double within = Math.abs(verdict.margin()) - Math.abs(verdict.steps()) * steps.size();
      assertThat(within).as(text).isBetween(0.0, (double) steps.size());
      // Adding 0 turns -0 into 0.
      double inDirection = (verdict.success() ? verdict.steps() : -verdict.steps()) + 0.0;
      assertThat(inDirection).as(text).isNotNegative();
    } else {
      assertThat(verdict.steps()).as(text).isZero();
    }
  }

  private static boolean endsWithResult(String written, Roll roll) {
    String total = " = " + NumberText.ofResult(roll.total());
    return Tally.of(roll).isEmpty()
        ? written.endsWith(total)
        : written.contains(total) || !Symbols.hasNumbers(roll.outcome().expression());
  }

  private static String written(Roll roll) {
    StringSink sink = new StringSink();
    RollText.write(roll, sink);
    return sink.toString();
  }

  private static void checkDie(String text, RolledDice dice, int die) {
    List<Integer> faces = dice.faces(die);
    boolean clamped = dice.has(die, DieFlag.RAISED) || dice.has(die, DieFlag.LOWERED);
    if (!clamped || dice.facesDiffer(die)) {
      assertThat(faces).as(text).allMatch(face -> shows(dice, die, face));
    }
    assertThat(dice.discarded(die)).as(text).allMatch(face -> shows(dice, die, face));
    assertThat(dice.discarded(die).isEmpty())
        .as(text)
        .isNotEqualTo(dice.has(die, DieFlag.REROLLED));
    long number = faces.stream().mapToLong(Integer::longValue).sum();
    if (dice.has(die, DieFlag.PENETRATED)) {
      // The first die that is subtracted is not one that an explosion adds.
      int compounded = faces.size() - (dice.has(die, DieFlag.IMPLODED) ? 2 : 1);
      number -= dice.has(die, DieFlag.COMPOUNDED) ? compounded : 1;
    }
    if (dice.has(die, DieFlag.COMPOUNDED) && dice.has(die, DieFlag.IMPLODED)) {
      number = 2L * faces.get(0) - number;
    }
    if (dice.has(die, DieFlag.SUBTRACTED)) {
      number = -number;
    }
    if (!clamped) {
      assertThat(dice.number(die)).as(text).isEqualTo(number);
    }
  }

  /** Tells whether the die may show the face, as far as the die alone tells. */
  private static boolean shows(RolledDice dice, int die, int face) {
    int highest = dice.custom(die) ? DiceLimits.MAX_FACE : dice.fate(die) ? 1 : dice.sides(die);
    int lowest = dice.custom(die) ? -DiceLimits.MAX_FACE : dice.fate(die) ? -1 : 1;
    return lowest <= face && face <= highest;
  }

  private static void checkPools(String text, RolledDice dice, Outcome outcome) {
    if (!outcome.kept()) {
      // All dice of a dropped member are dropped.
      for (int die = outcome.firstDie(); die < outcome.endDie(); die++) {
        assertThat(dice.kept(die)).as(text).isFalse();
      }
      return;
    }
    switch (outcome.expression()) {
      case Dice pool -> {
        checkTotal(text, dice, outcome, pool.pool().matching());
        int numbers = ComputedNumbers.of(pool).size();
        checkPool(
            text,
            dice,
            outcome,
            ComputedNumbers.known(pool, values(outcome, outcome.parts().size() - numbers)).pool());
        if (pool.faces() instanceof Faces.Custom custom) {
          checkFaces(text, dice, outcome, custom);
        }
      }
      case Group group -> {
        if (group.pools()) {
          checkTotal(text, dice, outcome, group.pool().matching());
          if (!hasSelections(group.members().get(0))) {
            checkPool(text, dice, outcome, ComputedNumbers.known(group, values(outcome, 0)).pool());
          }
        } else {
          checkMembers(text, outcome, group);
        }
      }
      case Constant constant -> {}
      case Call call -> {}
      case Negation negation -> {}
      case Arithmetic arithmetic -> {}
      case Power power -> {}
      case Labelled labelled -> {}
    }
    outcome.parts().forEach(part -> checkPools(text, dice, part));
  }

  /** Returns the values of the parts from an index on. */
  private static DoubleSupplier values(Outcome outcome, int from) {
    return outcome.parts().stream().skip(from).mapToDouble(Outcome::total).iterator()::nextDouble;
  }

  private static void checkFaces(String text, RolledDice dice, Outcome pool, Faces.Custom custom) {
    for (int die = pool.firstOwnDie(); die < pool.endDie(); die++) {
      assertThat(dice.custom(die)).as(text).isTrue();
      assertThat(dice.sides(die)).as(text).isEqualTo(custom.sideCount());
      if (dice.facesDiffer(die)) {
        assertThat(dice.faces(die)).as(text).allMatch(face -> custom.sidesOf(face) > 0);
      }
      assertThat(dice.discarded(die)).as(text).allMatch(face -> custom.sidesOf(face) > 0);
    }
  }

  private static void checkTotal(String text, RolledDice dice, Outcome pool, Matching matching) {
    Map<Long, Integer> widths = new TreeMap<>();
    for (int die = pool.firstOwnDie(); die < pool.endDie(); die++) {
      if (dice.kept(die)) {
        widths.merge(dice.number(die), 1, Integer::sum);
      }
    }
    for (int die = pool.firstOwnDie(); die < pool.endDie() && matching.present(); die++) {
      assertThat(dice.has(die, DieFlag.MATCHED))
          .as(text)
          .isEqualTo(
              dice.kept(die) && widths.getOrDefault(dice.number(die), 0) >= matching.least());
    }
    int widest = widths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    switch (matching.result()) {
      case SUM -> checkSum(text, dice, pool);
      case COUNT ->
          assertThat(pool.total())
              .as(text)
              .isEqualTo(
                  (double) widths.values().stream().filter(w -> w >= matching.least()).count());
      case WIDTH -> assertThat(pool.total()).as(text).isEqualTo((double) widest);
      case HEIGHT -> {
        widths.values().removeIf(width -> width < widest);
        long highest = widths.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        assertThat(pool.total()).as(text).isEqualTo((double) highest);
      }
    }
  }

  private static void checkSum(String text, RolledDice dice, Outcome pool) {
    long total = 0;
    for (int die = pool.firstOwnDie(); die < pool.endDie(); die++) {
      total += dice.kept(die) ? dice.value(die) : 0;
    }
    assertThat(pool.total()).as(text).isEqualTo((double) total);
  }

  /** Tells whether a pool in the sum has selections of its own. */
  private static boolean hasSelections(Expression joined) {
    return switch (joined) {
      case Dice pool -> !pool.pool().selections().isEmpty();
      case Labelled labelled -> hasSelections(labelled.labelled());
      case Arithmetic sum ->
          hasSelections(sum.first())
              || sum.steps().stream().anyMatch(step -> hasSelections(step.operand()));
      case Constant constant -> throw notAPool(constant);
      case Call call -> throw notAPool(call);
      case Group group -> throw notAPool(group);
      case Negation negation -> throw notAPool(negation);
      case Power power -> throw notAPool(power);
    };
  }

  private static AssertionError notAPool(Expression expression) {
    return new AssertionError(expression + " is not a pool");
  }

  private static void checkPool(
      String text, RolledDice dice, Outcome pool, PoolModifiers modifiers) {
    List<Double> all = new ArrayList<>();
    List<Double> kept = new ArrayList<>();
    for (int die = pool.firstOwnDie(); die < pool.endDie(); die++) {
      all.add((double) dice.number(die));
      if (dice.kept(die)) {
        kept.add((double) dice.number(die));
      }
    }
    switch (modifiers.sort()) {
      case AS_ROLLED -> {}
      case ASCENDING -> assertThat(all).as(text).isSorted();
      case DESCENDING -> assertThat(all).as(text).isSortedAccordingTo(Comparator.reverseOrder());
    }
    checkSelected(text, modifiers.selections(), all, kept);
  }

  private static void checkMembers(String text, Outcome outcome, Group group) {
    List<Double> all = new ArrayList<>();
    List<Double> kept = new ArrayList<>();
    int numbers = ComputedNumbers.of(group).size();
    for (Outcome member : outcome.parts().subList(numbers, outcome.parts().size())) {
      all.add(member.total());
      if (member.kept()) {
        kept.add(member.total());
      }
    }
    PoolModifiers known = ComputedNumbers.known(group, values(outcome, 0)).pool();
    checkSelected(text, known.selections(), all, kept);
  }

  /** Each clause keeps a range of the sorted pool, and so do all of them together. */
  private static void checkSelected(
      String text, List<Selection> selections, List<Double> all, List<Double> kept) {
    long size = all.size();
    long from = 0;
    long to = size;
    for (Selection selection : selections) {
      long amount = Math.min(selection.amount(), size);
      if (selection.keep() == selection.highest()) {
        from = Math.max(from, selection.keep() ? size - amount : amount);
      } else {
        to = Math.min(to, selection.keep() ? amount : size - amount);
      }
    }
    Collections.sort(all);
    Collections.sort(kept);
    List<Double> expected = from < to ? all.subList((int) from, (int) to) : List.of();
    assertThat(kept).as(text).isEqualTo(expected);
  }
}
