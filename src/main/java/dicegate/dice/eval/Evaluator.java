package dicegate.dice.eval;

import dicegate.dice.DieSource;
import dicegate.dice.notation.Calculation;
import dicegate.dice.notation.ComputedNumbers;
import dicegate.dice.notation.DiceException;
import dicegate.dice.notation.DiceRules;
import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Call;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.Expression.Step;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions from left to right, and writes their dice to the buffer. Throws a {@link
 * DiceException} if there is no result. Confined to one thread.
 */
final class Evaluator {

  private final DieSource source;
  private final @Nullable EnteredFaces entered;
  private final RollBuffer buffer;
  private final RollBudget budget;
  private final PoolPhases phases;

  /**
   * Makes an evaluator.
   *
   * @param entered the faces of all dice; null if they are from the source
   */
  Evaluator(
      DieSource source, @Nullable EnteredFaces entered, RollBuffer buffer, RollBudget budget) {
    this.source = source;
    this.entered = entered;
    this.buffer = buffer;
    this.budget = budget;
    this.phases = new PoolPhases(buffer);
  }

  Outcome evaluate(Expression expression) {
    int firstDie = buffer.count();
    return switch (expression) {
      case Constant constant -> outcome(constant, constant.value(), firstDie, List.of());
      case Dice dice -> roll(dice);
      case Group group -> group.pools() ? pooledGroup(group) : memberGroup(group);
      case Call call -> {
        List<Outcome> arguments = evaluate(call.arguments());
        double[] values = new double[arguments.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = arguments.get(i).total();
        }
        Span first = call.arguments().get(0).span();
        double value = Calculation.apply(call.function(), values, first);
        yield outcome(call, value, firstDie, arguments);
      }
      case Negation negation -> {
        Outcome operand = evaluate(negation.operand());
        yield outcome(negation, -operand.total(), firstDie, List.of(operand));
      }
      case Arithmetic arithmetic -> calculate(arithmetic);
      case Power power -> {
        Outcome base = evaluate(power.base());
        Outcome exponent = evaluate(power.exponent());
        double value = Calculation.power(base.total(), exponent.total(), power.base().span());
        yield outcome(power, value, firstDie, List.of(base, exponent));
      }
      case Labelled labelled -> {
        Outcome inner = evaluate(labelled.labelled());
        yield outcome(labelled, inner.total(), firstDie, List.of(inner));
      }
    };
  }

  private List<Outcome> evaluate(List<Expression> expressions) {
    List<Outcome> outcomes = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      outcomes.add(evaluate(expression));
    }
    return outcomes;
  }

  private Outcome calculate(Arithmetic arithmetic) {
    int firstDie = buffer.count();
    List<Step> steps = arithmetic.steps();
    Outcome[] parts = new Outcome[steps.size() + 1];
    parts[0] = evaluate(arithmetic.first());
    double total = parts[0].total();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      parts[i + 1] = evaluate(step.operand());
      double right = parts[i + 1].total();
      double result = Calculation.apply(total, step.operator(), right, step.operand().span());
      total = DiceRules.number(result, arithmetic.span());
    }
    return outcome(arithmetic, total, firstDie, List.of(parts));
  }

  private Outcome roll(Dice dice) {
    int firstDie = buffer.count();
    List<Outcome> parts = new ArrayList<>(0);
    int count = count(dice.count(), parts);
    Faces faces = evaluatedFaces(dice.faces(), parts);
    DieModifiers die = dice.die();
    PoolModifiers pool = dice.pool();
    List<Expression> numbers = ComputedNumbers.of(dice);
    if (!numbers.isEmpty()) {
      Dice known = ComputedNumbers.known(dice, evaluated(numbers, parts));
      die = known.die();
      pool = known.pool();
    }
    if (!parts.isEmpty() && die.present()) {
      // The parser could not check this, since the numbers were not computed yet.
      DiceRules.terminates(die, faces, dice.span());
      DiceRules.enoughFaces(count, die, faces, dice.span());
    }
    int firstOwnDie = buffer.count();
    if (!die.present() && faces instanceof Faces.Sides sides && entered == null) {
      // The fast path for plain dice, which are the most common.
      budget.spend(count, dice.span());
      buffer.roll(source, sides.sides(), count);
    } else {
      new PoolRoller(source, entered, buffer, budget, faces, die, dice.span()).roll(count);
    }
    double total = phases.apply(pool, firstOwnDie, buffer.count());
    return outcome(dice, total, firstDie, parts);
  }

  private int count(Expression count, List<Outcome> parts) {
    if (count instanceof Constant constant) {
      return (int) constant.value();
    }
    Outcome outcome = evaluate(count);
    parts.add(outcome);
    return DiceRules.count(outcome.total(), count.span());
  }

  /** Returns the faces, with computed sides evaluated. */
  private Faces evaluatedFaces(Faces faces, List<Outcome> parts) {
    if (!(faces instanceof Faces.Computed computed)) {
      return faces;
    }
    Outcome outcome = evaluate(computed.sides());
    parts.add(outcome);
    return new Faces.Sides(DiceRules.sides(outcome.total(), computed.sides().span()));
  }

  /** Evaluates the numbers of modifiers, and returns their values in this order. */
  private DoubleSupplier evaluated(List<Expression> numbers, List<Outcome> parts) {
    double[] values = new double[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      Outcome outcome = evaluate(numbers.get(i));
      parts.add(outcome);
      values[i] = outcome.total();
    }
    return Arrays.stream(values).iterator()::nextDouble;
  }

  /** Returns the modifiers of a group, with computed numbers evaluated. */
  private PoolModifiers evaluatedModifiers(Group group, List<Outcome> parts) {
    List<Expression> numbers = ComputedNumbers.of(group);
    return numbers.isEmpty()
        ? group.pool()
        : ComputedNumbers.known(group, evaluated(numbers, parts)).pool();
  }

  /** Evaluates a group of one member whose modifiers apply to its dice. */
  private Outcome pooledGroup(Group group) {
    int firstDie = buffer.count();
    List<Outcome> parts = new ArrayList<>(0);
    PoolModifiers pool = evaluatedModifiers(group, parts);
    int firstOwnDie = buffer.count();
    evaluate(group.members().get(0));
    double total = phases.apply(pool, firstOwnDie, buffer.count());
    return outcome(group, total, firstDie, parts);
  }

  /** Evaluates a group whose modifiers apply to the totals of its members. */
  private Outcome memberGroup(Group group) {
    int firstDie = buffer.count();
    List<Outcome> parts = new ArrayList<>(group.members().size());
    PoolModifiers pool = evaluatedModifiers(group, parts);
    List<Outcome> members = evaluate(group.members());
    MemberPhases.select(pool, members);
    for (Outcome member : members) {
      if (!member.kept()) {
        buffer.drop(member.firstDie(), member.endDie());
      }
    }
    double total = MemberPhases.total(pool.count(), members, group.span());
    parts.addAll(members);
    return outcome(group, total, firstDie, parts);
  }

  private Outcome outcome(Expression expression, double total, int firstDie, List<Outcome> parts) {
    double number = DiceRules.number(total, expression.span());
    return new Outcome(expression, number, firstDie, buffer.count(), true, parts);
  }
}
