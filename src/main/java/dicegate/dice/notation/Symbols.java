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
import dicegate.dice.notation.Faces.SymbolCount;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The symbols of an expression. Stateless. */
public final class Symbols {

  private Symbols() {}

  /** Returns the names of the symbols in the order in which they are first written. */
  public static Set<String> of(Expression expression) {
    // Most expressions have none, and this is asked for every roll.
    if (!areIn(expression)) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    collect(expression, names);
    return names;
  }

  private static boolean areIn(Expression expression) {
    // What most rolls consist of; a switch over patterns takes longer to tell.
    if (expression instanceof Dice dice) {
      return dice.faces() instanceof Faces.Custom custom && custom.hasSymbols();
    }
    return !(expression instanceof Constant) && areInParts(expression);
  }

  private static boolean areInParts(Expression expression) {
    return switch (expression) {
      case Group group -> areInAny(group.members());
      case Negation negation -> areIn(negation.operand());
      case Labelled labelled -> areIn(labelled.labelled());
      case Arithmetic arithmetic -> {
        List<Step> steps = arithmetic.steps();
        boolean found = areIn(arithmetic.first());
        for (int i = 0; i < steps.size() && !found; i++) {
          found = areIn(steps.get(i).operand());
        }
        yield found;
      }
      // The parser allows no symbols in these.
      case Call call -> false;
      case Power power -> false;
      // These have no parts.
      case Dice dice -> false;
      case Constant constant -> false;
    };
  }

  private static boolean areInAny(List<Expression> expressions) {
    boolean found = false;
    for (int i = 0; i < expressions.size() && !found; i++) {
      found = areIn(expressions.get(i));
    }
    return found;
  }

  /** Tells whether the expression has a number: without one, its total is always 0. */
  public static boolean hasNumbers(Expression expression) {
    return switch (expression) {
      case Dice dice ->
          !(dice.faces() instanceof Faces.Custom custom && custom.hasSymbols())
              || dice.faces().lowest() != 0
              || dice.faces().highest() != 0;
      case Group group -> group.members().stream().anyMatch(Symbols::hasNumbers);
      case Negation negation -> hasNumbers(negation.operand());
      case Labelled labelled -> hasNumbers(labelled.labelled());
      case Arithmetic arithmetic ->
          hasNumbers(arithmetic.first())
              || arithmetic.steps().stream().anyMatch(step -> hasNumbers(step.operand()));
      case Constant constant -> true;
      case Call call -> true;
      case Power power -> true;
    };
  }

  private static void collect(Expression expression, Set<String> names) {
    switch (expression) {
      case Dice dice -> {
        if (dice.faces() instanceof Faces.Custom custom) {
          for (Faces.Run run : custom.runs()) {
            run.symbols().stream().map(SymbolCount::name).forEach(names::add);
          }
        }
      }
      case Group group -> group.members().forEach(member -> collect(member, names));
      case Negation negation -> collect(negation.operand(), names);
      case Labelled labelled -> collect(labelled.labelled(), names);
      case Arithmetic arithmetic -> {
        collect(arithmetic.first(), names);
        for (Step step : arithmetic.steps()) {
          collect(step.operand(), names);
        }
      }
      // The parser allows no symbols in these.
      case Constant constant -> {}
      case Call call -> {}
      case Power power -> {}
    }
  }
}
