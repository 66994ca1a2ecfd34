package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.CpuTime;
import dicegate.dice.DiceLimits;
import dicegate.dice.NumberText;
import dicegate.dice.Seeded;
import dicegate.dice.StringSink;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Call;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Selection;
import dicegate.dice.notation.RollRequest;
import dicegate.dice.odds.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

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
        Bounds bounds = CpuTime.atMost(TIME_LIMIT, text, () -> Bounds.of(request.expression()));
        assertThat(rolled.rolls()).as(text).hasSize(Math.max(1, request.repeats()));
        for (Roll roll : rolled.rolls()) {
          check(text, roll, bounds);
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
    assertThat(CpuTime.atMost(TIME_LIMIT, text, () -> written(roll)))
        .as(text)
        .endsWith(" = " + NumberText.ofResult(roll.total()));
    for (int die = 0; die < roll.dice().count(); die++) {
      checkDie(text, roll.dice(), die);
    }
    checkPools(text, roll.dice(), roll.outcome());
  }

  private static String written(Roll roll) {
    StringSink sink = new StringSink();
    RollText.write(roll, sink);
    return sink.toString();
  }

  private static void checkDie(String text, RolledDice dice, int die) {
    List<Integer> faces = dice.faces(die);
    boolean fate = dice.fate(die);
    boolean clamped = dice.has(die, DieFlag.RAISED) || dice.has(die, DieFlag.LOWERED);
    if (!clamped || dice.facesDiffer(die)) {
      assertThat(faces).as(text).allMatch(face -> shows(face, dice.sides(die), fate));
    }
    assertThat(dice.discarded(die)).as(text).allMatch(face -> shows(face, dice.sides(die), fate));
    assertThat(dice.discarded(die).isEmpty())
        .as(text)
        .isNotEqualTo(dice.has(die, DieFlag.REROLLED));
    long number = faces.stream().mapToLong(Integer::longValue).sum();
    if (dice.has(die, DieFlag.PENETRATED)) {
      number -= dice.has(die, DieFlag.COMPOUNDED) ? faces.size() - 1 : 1;
    }
    if (!clamped) {
      assertThat(dice.number(die)).as(text).isEqualTo(number);
    }
  }

  private static boolean shows(int face, int sides, boolean fate) {
    return fate ? -1 <= face && face <= 1 : 1 <= face && face <= sides;
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
        checkTotal(text, dice, outcome);
        checkPool(text, dice, outcome, pool.pool());
      }
      case Group group -> {
        if (group.pools()) {
          checkTotal(text, dice, outcome);
          if (!hasSelections(group.members().get(0))) {
            checkPool(text, dice, outcome, group.pool());
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

  private static void checkTotal(String text, RolledDice dice, Outcome pool) {
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
    for (Outcome member : outcome.parts()) {
      all.add(member.total());
      if (member.kept()) {
        kept.add(member.total());
      }
    }
    checkSelected(text, group.pool().selections(), all, kept);
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
