package dicegate.dice.eval;

import dicegate.dice.notation.Expression.Function;
import java.util.List;

/** Evaluation of functions. Stateless. */
final class Functions {

  private Functions() {}

  static double apply(Function function, List<Outcome> arguments) {
    double first = arguments.get(0).total();
    return switch (function) {
      case FLOOR -> Math.floor(first);
      case CEIL -> Math.ceil(first);
      case ROUND -> Math.round(first);
      case ABS -> Math.abs(first);
      case MIN -> arguments.stream().mapToDouble(Outcome::total).min().orElse(first);
      case MAX -> arguments.stream().mapToDouble(Outcome::total).max().orElse(first);
    };
  }
}
