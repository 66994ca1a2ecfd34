package dicegate.dice.notation;

import dicegate.dice.NumberText;
import dicegate.dice.StringSink;
import dicegate.dice.TextSink;
import dicegate.dice.notation.DieModifiers.Clamp;
import dicegate.dice.notation.DieModifiers.Explosion;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Call;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.PoolModifiers.Count;
import java.util.List;

/**
 * Writes expressions in canonical form: brackets only where they are needed, modifiers in the order
 * of the phases. A subclass may add text after each pool. Confined to one thread.
 */
public class Printer {

  private final TextSink out;
  private final boolean spaced;

  /**
   * Makes a printer.
   *
   * @param out the destination
   * @param spaced whether to write blanks around operators, after commas and before labels; false
   *     for canonical text
   */
  protected Printer(TextSink out, boolean spaced) {
    this.out = out;
    this.spaced = spaced;
  }

  /** Returns canonical text, which parses to an equal request. */
  static String canonical(RollRequest request) {
    StringSink out = new StringSink();
    if (request.repeated()) {
      out.number(request.repeats());
      out.text("#");
    }
    new Printer(out, false).print(request.expression());
    if (!request.comment().isEmpty()) {
      // A number right before the # would be a repeat.
      boolean number = !request.repeated() && request.expression() instanceof Constant;
      out.text(number ? " #" : "#");
      out.text(request.comment());
    }
    return out.toString();
  }

  /** Writes canonical text. */
  static void write(Expression expression, TextSink out) {
    new Printer(out, false).print(expression);
  }

  /** Called after dice or a group are written; {@code pool} is the node of the printed tree. */
  protected void poolPrinted(Expression pool) {}

  /** Returns the members of a group in the order to print them. */
  protected List<Expression> membersInOrder(Group group) {
    return group.members();
  }

  /** Appends the expression. */
  protected final void print(Expression expression) {
    switch (expression) {
      case Constant constant -> print(constant);
      case Dice dice -> {
        printHead(dice);
        printModifiers(dice.die(), dice.pool());
        poolPrinted(dice);
      }
      case Group group -> {
        printList("{", membersInOrder(group), "}");
        printModifiers(DieModifiers.NONE, group.pool());
        poolPrinted(group);
      }
      case Call call -> {
        out.text(call.function().symbol());
        printList("(", call.arguments(), ")");
      }
      case Negation negation -> {
        out.text("-");
        printOperand(negation.operand(), Precedence.POWER);
      }
      case Arithmetic arithmetic -> printArithmetic(arithmetic);
      case Power power -> {
        printOperand(power.base(), Precedence.ATOM);
        out.text("^");
        printOperand(power.exponent(), Precedence.UNARY);
      }
      case Labelled labelled -> {
        printOperand(labelled.labelled(), Precedence.ATOM);
        labelled.labels().forEach(label -> out.text((spaced ? " [" : "[") + label + ']'));
      }
    }
  }

  private void print(Constant constant) {
    if (NumberText.isWhole(constant.value())) {
      out.number((long) constant.value());
    } else {
      out.text(NumberText.exact(constant.value()));
    }
  }

  private void printArithmetic(Arithmetic arithmetic) {
    // Operands with a precedence not above that of the operators are written in brackets.
    Precedence operands =
        Precedence.of(arithmetic) == Precedence.SUM ? Precedence.PRODUCT : Precedence.UNARY;
    printOperand(arithmetic.first(), operands);
    for (Expression.Step step : arithmetic.steps()) {
      out.text(spaced ? step.operator().spaced() : step.operator().symbol());
      printOperand(step.operand(), operands);
    }
  }

  private void printOperand(Expression operand, Precedence minimum) {
    if (Precedence.of(operand).compareTo(minimum) >= 0) {
      print(operand);
    } else {
      printBracketed(operand);
    }
  }

  private void printBracketed(Expression expression) {
    out.text("(");
    print(expression);
    out.text(")");
  }

  private void printList(String open, List<Expression> members, String close) {
    String before = open;
    for (Expression member : members) {
      out.text(before);
      print(member);
      before = spaced ? ", " : ",";
    }
    out.text(close);
  }

  private void printHead(Dice dice) {
    if (dice.count() instanceof Constant constant) {
      out.number((long) constant.value());
    } else {
      printBracketed(dice.count());
    }
    out.text("d");
    switch (dice.faces()) {
      case Faces.Sides sides -> out.number(sides.sides());
      case Faces.Fate fate -> out.text(fate == Faces.Fate.ONE_EACH ? "F.1" : "F");
      case Faces.Computed computed -> printBracketed(computed.sides());
    }
  }

  private void printModifiers(DieModifiers die, PoolModifiers pool) {
    if (die.equals(DieModifiers.NONE) && pool.equals(PoolModifiers.NONE)) {
      return;
    }
    boolean countFirst = pool.selections().isEmpty() && endsInBarePoint(die);
    if (countFirst) {
      print(pool.count());
    }
    boolean explosionFirst = explosionReadsAsNotEqual(die);
    if (explosionFirst) {
      print(symbol(die.explosion()), die.explosion().trigger());
    }
    // Explicit points first, and ro before r: "rr" and "rro" would be parsed differently.
    print("ro", die.rerollOnce());
    print("r", die.reroll());
    out.text(die.unique() ? "u" : "");
    if (!explosionFirst) {
      print(symbol(die.explosion()), die.explosion().trigger());
    }
    print(die.clamp());
    for (PoolModifiers.Selection selection : pool.selections()) {
      out.text(selection.keep() ? "k" : "d");
      out.text(selection.highest() ? "h" : "l");
      out.number(selection.amount());
    }
    if (!countFirst) {
      print(pool.count());
    }
    print("cs", die.criticalSuccess());
    print("cf", die.criticalFailure());
    out.text(
        switch (pool.sort()) {
          case AS_ROLLED -> "";
          case ASCENDING -> "sa";
          case DESCENDING -> "sd";
        });
  }

  private void print(String symbol, Trigger trigger) {
    for (ComparePoint point : trigger.points()) {
      out.text(symbol);
      print(point);
    }
    if (trigger.extreme()) {
      out.text(symbol);
    }
  }

  private void print(ComparePoint point) {
    out.text(point.comparison().symbol());
    out.number(point.value());
  }

  private void print(Clamp clamp) {
    if (clamp.min() != Clamp.NONE.min()) {
      out.text("min");
      out.number(clamp.min());
    }
    if (clamp.max() != Clamp.NONE.max()) {
      out.text("max");
      out.number(clamp.max());
    }
  }

  private void print(Count count) {
    count.successes().forEach(this::print);
    for (ComparePoint point : count.failures()) {
      out.text("f");
      if (point.comparison() == Comparison.EQUAL && point.value() >= 0) {
        out.number(point.value());
      } else {
        print(point);
      }
    }
  }

  /** Tells whether a comparison directly after the modifiers would be parsed as a point of one. */
  private static boolean endsInBarePoint(DieModifiers die) {
    if (!die.clamp().equals(Clamp.NONE)) {
      return false;
    }
    return (die.explosion().present() && !explosionReadsAsNotEqual(die))
        ? die.explosion().trigger().extreme()
        : rerollsEndBare(die);
  }

  private static boolean rerollsEndBare(DieModifiers die) {
    Trigger last = die.reroll().present() ? die.reroll() : die.rerollOnce();
    return !die.unique() && last.extreme();
  }

  /** Tells whether an explosion directly after the rerolls would be parsed as {@code !=}. */
  private static boolean explosionReadsAsNotEqual(DieModifiers die) {
    Explosion explosion = die.explosion();
    return rerollsEndBare(die)
        && !explosion.compounding()
        && !explosion.penetrating()
        && !explosion.trigger().points().isEmpty()
        && explosion.trigger().points().get(0).comparison() == Comparison.EQUAL;
  }

  private static String symbol(Explosion explosion) {
    return (explosion.compounding() ? "!!" : "!") + (explosion.penetrating() ? "p" : "");
  }

  /** The precedences of expressions, lowest first. */
  private enum Precedence {
    SUM,
    PRODUCT,
    UNARY,
    POWER,
    ATOM;

    static Precedence of(Expression expression) {
      return switch (expression) {
        case Arithmetic sum -> sum.steps().get(0).operator().additive() ? SUM : PRODUCT;
        case Negation negation -> UNARY;
        case Power power -> POWER;
        case Constant constant -> ATOM;
        case Dice dice -> ATOM;
        case Group group -> ATOM;
        case Call call -> ATOM;
        case Labelled labelled -> ATOM;
      };
    }
  }
}
