package dicegate.dice.notation;

import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Call;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.Expression.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of expressions without dice, for the numbers of modifiers. Stateless. */
final class Constants {

  private Constants() {}

  /**
   * Returns the same value as a number, with a minus in front if it is negative; the expression
   * itself if it has dice or groups.
   *
   * @throws DiceException if a constant has no value
   */
  static Expression folded(Expression expression) {
    Double value = value(expression);
    if (value == null) {
      return expression;
    }
    Span span = expression.span();
    Constant magnitude = new Constant(Math.abs(value), span);
    return value < 0 ? new Negation(magnitude, span) : magnitude;
  }

  /**
   * Returns the value; null if the expression has dice or groups.
   *
   * @throws DiceException if a constant has no value
   */
  static @Nullable Double value(Expression expression) {
    Double value =
        switch (expression) {
          case Constant constant -> (Double) constant.value();
          case Dice dice -> null;
          case Group group -> null;
          case Call call -> value(call);
          case Negation negation -> negated(value(negation.operand()));
          case Arithmetic arithmetic -> value(arithmetic);
          case Power power -> value(power);
          case Labelled labelled -> value(labelled.labelled());
        };
    return value == null ? null : (Double) DiceRules.number(value, expression.span());
  }

  private static @Nullable Double negated(@Nullable Double value) {
    return value == null ? null : (Double) (0.0 - value);
  }

  private static @Nullable Double value(Call call) {
    List<Expression> arguments = call.arguments();
    double[] values = new double[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      Double value = value(arguments.get(i));
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    return Calculation.apply(call.function(), values, arguments.get(0).span());
  }

  private static @Nullable Double value(Arithmetic arithmetic) {
    Double total = value(arithmetic.first());
    for (Step step : arithmetic.steps()) {
      Double operand = value(step.operand());
      if (total == null || operand == null) {
        return null;
      }
      double result = Calculation.apply(total, step.operator(), operand, step.operand().span());
      total = DiceRules.number(result, arithmetic.span());
    }
    return total;
  }

  private static @Nullable Double value(Power power) {
    Double base = value(power.base());
    Double exponent = value(power.exponent());
    return base == null || exponent == null
        ? null
        : (Double) Calculation.power(base, exponent, power.base().span());
  }
}
