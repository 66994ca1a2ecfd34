package dicegate.dice.notation;

import dicegate.dice.NumberText;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.Expression.Function;
import dicegate.dice.notation.Expression.Operator;
import java.util.Arrays;

/**
 * The arithmetic of the language, for constants in modifiers and for rolls. Throws a {@link
 * DiceException} if there is no value. Stateless.
 */
public final class Calculation {

  private Calculation() {}

  /**
   * Applies an operator.
   *
   * @param span the position of the right operand
   */
  public static double apply(double left, Operator operator, double right, Span span) {
    if (right == 0 && (operator == Operator.DIVIDE || operator == Operator.MODULO)) {
      throw dividedByZero(span);
    }
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
    };
  }

  /**
   * Returns a power.
   *
   * @param span the position of the base
   */
  public static double power(double base, double exponent, Span span) {
    if (base == 0 && exponent < 0) {
      throw dividedByZero(span);
    }
    return Math.pow(base, exponent);
  }

  /**
   * Applies a function.
   *
   * @param arguments as many as it takes
   * @param span the position of the first argument
   */
  public static double apply(Function function, double[] arguments, Span span) {
    double first = arguments[0];
    return switch (function) {
      case FLOOR -> Math.floor(first);
      case CEIL -> Math.ceil(first);
      case ROUND -> Math.round(first);
      case ABS -> Math.abs(first);
      case SQRT -> squareRoot(first, span);
      case SIGN -> Math.signum(first);
      case MIN -> Arrays.stream(arguments).min().orElse(first);
      case MAX -> Arrays.stream(arguments).max().orElse(first);
    };
  }

  private static double squareRoot(double operand, Span span) {
    if (operand < 0) {
      throw DiceException.of(
          Code.BAD_NUMBER,
          "A negative number has no square root: the value of this is %s."
              .formatted(NumberText.ofResult(operand)),
          span);
    }
    return Math.sqrt(operand);
  }

  private static DiceException dividedByZero(Span span) {
    return DiceException.of(
        Code.DIVISION_BY_ZERO, "Division by zero: the value of this is 0.", span);
  }
}
