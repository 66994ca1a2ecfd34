package dicegate.dice.eval;

import dicegate.dice.DieSource;
import dicegate.dice.notation.DiceError.Code;
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
import dicegate.dice.notation.Expression.Operator;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.Expression.Step;
import dicegate.dice.notation.Faces;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates expressions from left to right, and writes their dice to the buffer. Throws a {@link
 * DiceException} if there is no result. Confined to one thread.
 */
final class Evaluator {

  private final DieSource source;
  private final RollBuffer buffer;
  private final RollBudget budget;
  private final PoolPhases phases;

  Evaluator(DieSource source, RollBuffer buffer, RollBudget budget) {
    this.source = source;
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
        yield outcome(call, Functions.apply(call.function(), arguments), firstDie, arguments);
      }
      case Negation negation -> {
        Outcome operand = evaluate(negation.operand());
        yield outcome(negation, -operand.total(), firstDie, List.of(operand));
      }
      case Arithmetic arithmetic -> calculate(arithmetic);
      case Power power -> {
        Outcome base = evaluate(power.base());
        Outcome exponent = evaluate(power.exponent());
        yield outcome(power, power(base, exponent), firstDie, List.of(base, exponent));
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
      double result = calculate(total, step.operator(), parts[i + 1]);
      total = DiceRules.number(result, arithmetic.span());
    }
    return outcome(arithmetic, total, firstDie, List.of(parts));
  }

  private static double power(Outcome base, Outcome exponent) {
    if (base.total() == 0 && exponent.total() < 0) {
      throw dividedByZero(base);
    }
    return Math.pow(base.total(), exponent.total());
  }

  private static DiceException dividedByZero(Outcome zero) {
    return DiceException.of(
        Code.DIVISION_BY_ZERO,
        "Division by zero: the value of this is 0.",
        zero.expression().span());
  }

  private static double calculate(double left, Operator operator, Outcome operand) {
    double right = operand.total();
    if (right == 0 && (operator == Operator.DIVIDE || operator == Operator.MODULO)) {
      throw dividedByZero(operand);
    }
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
    };
  }

  private Outcome roll(Dice dice) {
    int firstDie = buffer.count();
    List<Outcome> parts = new ArrayList<>(0);
    int count = count(dice.count(), parts);
    Faces faces = evaluatedFaces(dice.faces(), parts);
    if (!parts.isEmpty() && !dice.die().equals(DieModifiers.NONE)) {
      // The parser could not check this, since the numbers were not computed yet.
      DiceRules.terminates(dice.die(), faces.lowest(), faces.highest(), dice.span());
      DiceRules.enoughFaces(count, dice.die(), faces.lowest(), faces.highest(), dice.span());
    }
    int firstOwnDie = buffer.count();
    if (dice.die().equals(DieModifiers.NONE) && faces instanceof Faces.Sides sides) {
      // The fast path for plain dice, which are the most common.
      budget.spend(count, dice.span());
      buffer.roll(source, sides.sides(), count);
    } else {
      new PoolRoller(source, buffer, budget, faces, dice.die(), dice.span()).roll(count);
    }
    phases.apply(dice.pool(), firstOwnDie, buffer.count());
    return outcome(dice, buffer.total(firstOwnDie, buffer.count()), firstDie, parts);
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

  /** Evaluates a group of one member whose modifiers apply to its dice. */
  private Outcome pooledGroup(Group group) {
    int firstDie = buffer.count();
    evaluate(group.members().get(0));
    phases.apply(group.pool(), firstDie, buffer.count());
    return outcome(group, buffer.total(firstDie, buffer.count()), firstDie, List.of());
  }

  /** Evaluates a group whose modifiers apply to the totals of its members. */
  private Outcome memberGroup(Group group) {
    int firstDie = buffer.count();
    List<Outcome> members = evaluate(group.members());
    MemberPhases.select(group.pool(), members);
    for (Outcome member : members) {
      if (!member.kept()) {
        buffer.drop(member.firstDie(), member.endDie());
      }
    }
    double total = MemberPhases.total(group.pool().count(), members, group.span());
    return outcome(group, total, firstDie, members);
  }

  private Outcome outcome(Expression expression, double total, int firstDie, List<Outcome> parts) {
    double number = DiceRules.number(total, expression.span());
    return new Outcome(expression, number, firstDie, buffer.count(), true, parts);
  }
}
