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

  /** The face of dice with symbols that has none, and no number. */
  public static final String BLANK = "blank";

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
    String before = "";
    for (RequestedRoll roll : request.rolls()) {
      out.text(before);
      boolean labelled = !roll.label().isEmpty();
      if (labelled) {
        out.text("[");
        out.text(roll.label());
        out.text("]");
      }
      write(roll, labelled && beginsWithSign(roll.expression()), out);
      before = ";";
    }
    if (!request.comment().isEmpty()) {
      // A number right before the # would be a repeat.
      boolean number = !request.listed() && isNumber(request.first());
      out.text(number ? " #" : "#");
      out.text(request.comment());
    }
    return out.toString();
  }

  /** Writes canonical text, without the label. */
  static void write(RequestedRoll roll, TextSink out) {
    write(roll, false, out);
  }

  /**
   * Writes canonical text, without the label.
   *
   * @param bracketed whether the expression needs brackets behind the label
   */
  private static void write(RequestedRoll roll, boolean bracketed, TextSink out) {
    Printer printer = new Printer(out, false);
    Check check = roll.check();
    if (roll.expression() instanceof Arithmetic sum && CountedTotal.ofOneDie(roll) != null) {
      // Without brackets around the die, what is added would be a part of a target.
      printer.printArithmetic(sum, true);
      return;
    }
    printer.print(roll.expression(), bracketed || bracketsChecked(roll));
    if (check == null) {
      return;
    }
    out.text(check.comparison().symbol());
    printer.print(check.target(), bracketsTarget(roll));
    switch (check.rule()) {
      case Check.Steps steps -> {
        out.text(" by ");
        out.number(steps.size());
      }
      case Check.NamedRule named ->
          out.text(named == Check.NamedRule.PLAIN ? "" : " " + named.symbol());
    }
  }

  private static boolean isNumber(RequestedRoll roll) {
    return roll.check() == null && roll.expression() instanceof Constant;
  }

  /** Tells whether the check needs brackets in front, without which it would count dice. */
  static boolean bracketsChecked(RequestedRoll roll) {
    return roll.check() != null && endsInPool(roll.expression());
  }

  /** Tells whether the target needs brackets, without which the p of pf2 would be its own. */
  static boolean bracketsTarget(RequestedRoll roll) {
    Check check = roll.check();
    return check != null && check.rule() == Check.NamedRule.PF2 && endsInPool(check.target());
  }

  /** Tells whether the text of an expression ends in a pool or group, which modifiers may join. */
  private static boolean endsInPool(Expression expression) {
    return switch (expression) {
      case Dice dice -> true;
      case Group group -> true;
      case Constant constant -> false;
      case Call call -> false;
      case Labelled labelled -> false;
      case Negation negation -> endsInPool(negation.operand(), Precedence.POWER);
      case Power power -> endsInPool(power.exponent(), Precedence.UNARY);
      case Arithmetic sum ->
          endsInPool(sum.steps().get(sum.steps().size() - 1).operand(), Precedence.ofOperands(sum));
    };
  }

  private static boolean endsInPool(Expression operand, Precedence minimum) {
    return Precedence.of(operand).compareTo(minimum) >= 0 && endsInPool(operand);
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
      case Arithmetic arithmetic -> printArithmetic(arithmetic, false);
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

  private void printArithmetic(Arithmetic arithmetic, boolean firstBracketed) {
    Precedence operands = Precedence.ofOperands(arithmetic);
    if (firstBracketed) {
      printBracketed(arithmetic.first());
    } else {
      printOperand(arithmetic.first(), operands);
    }
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

  private void print(Expression expression, boolean bracketed) {
    if (bracketed) {
      printBracketed(expression);
    } else {
      print(expression);
    }
  }

  private static boolean beginsWithSign(Expression expression) {
    return expression instanceof Negation
        || (expression instanceof Arithmetic arithmetic
            && Precedence.of(arithmetic.first()).compareTo(Precedence.ofOperands(arithmetic)) >= 0
            && beginsWithSign(arithmetic.first()));
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
    if (dice.faces() instanceof Faces.Computed computed) {
      out.text("d");
      printBracketed(computed.sides());
    } else {
      printDie(dice.faces(), out);
    }
  }

  /**
   * Writes one die, {@code d6}.
   *
   * @param faces with a known number of sides
   */
  public static void printDie(Faces faces, TextSink out) {
    out.text("d");
    switch (faces) {
      case Faces.Sides sides -> out.number(sides.sides());
      case Faces.MoreTens tens -> {
        out.text(tens.penalty() ? "100penalty" : "100bonus");
        out.number(tens.amount());
      }
      case Faces.Fate fate -> out.text(fate == Faces.Fate.ONE_EACH ? "F.1" : "F");
      case Faces.Custom custom -> print(custom, out);
      case Faces.Computed computed ->
          throw new IllegalArgumentException("the sides are not computed yet");
    }
  }

  private static void print(Faces.Custom faces, TextSink out) {
    boolean symbolic = faces.hasSymbols();
    String before = "[";
    for (Faces.Run run : faces.runs()) {
      out.text(before);
      if (symbolic) {
        printFace(run, out);
      } else {
        out.number(run.first());
      }
      if (run.size() > 1) {
        out.text(run.size() == 2 ? "," : "..");
        out.number(run.last());
      }
      before = ",";
    }
    out.text("]");
  }

  /**
   * Writes a face of dice with symbols, {@code 2*success+-threat+1}. A negative factor has its sign
   * after the plus, since a name may have a minus inside.
   */
  public static void printFace(Faces.Run face, TextSink out) {
    String before = "";
    for (Faces.SymbolCount symbol : face.symbols()) {
      out.text(before);
      if (symbol.factor() == -1) {
        out.text("-");
      } else if (symbol.factor() != 1) {
        out.number(symbol.factor());
        out.text("*");
      }
      out.text(symbol.name());
      before = "+";
    }
    if (face.first() != 0) {
      out.text(before);
      out.number(face.first());
    } else if (!face.hasSymbols()) {
      out.text(BLANK);
    }
  }

  private void printModifiers(DieModifiers die, PoolModifiers pool) {
    if (!die.present() && !pool.present()) {
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
    print("!i", die.implosion());
    print(die.clamp());
    for (PoolModifiers.Selection selection : pool.selections()) {
      out.text(selection.keep() ? "k" : "d");
      out.text(selection.highest() ? "h" : "l");
      if (selection.computed() == null) {
        out.number(selection.amount());
      } else {
        printBracketed(selection.computed());
      }
    }
    if (!countFirst) {
      print(pool.count());
    }
    print(pool.matching());
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
    for (Point point : trigger.points()) {
      out.text(symbol);
      print(point);
    }
    if (trigger.extreme()) {
      out.text(symbol);
    }
  }

  private void print(Point point) {
    switch (point) {
      case ComparePoint compared -> {
        out.text(compared.comparison().symbol());
        out.number(compared.value());
      }
      case ListPoint list -> {
        String before = list.comparison().symbol() + "(";
        for (long value : list.values()) {
          out.text(before);
          out.number(value);
          before = ",";
        }
        out.text(")");
      }
      case ComputedPoint computed -> {
        out.text(computed.comparison().symbol());
        printList("(", computed.numbers(), ")");
      }
      case ParityPoint parity -> out.text(parity.even() ? "even" : "odd");
    }
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
    for (Point point : count.failures()) {
      out.text("f");
      if (point instanceof ComparePoint bare
          && bare.comparison() == Comparison.EQUAL
          && bare.value() >= 0) {
        out.number(bare.value());
      } else {
        print(point);
      }
    }
  }

  private void print(PoolModifiers.Matching matching) {
    switch (matching.result()) {
      case SUM -> out.text(matching.present() ? "m" : "");
      case COUNT -> {
        out.text("mt");
        out.number(matching.least());
      }
      case WIDTH -> out.text("mw");
      case HEIGHT -> out.text("mh");
    }
  }

  /** Tells whether a comparison directly after the modifiers would be parsed as a point of one. */
  private static boolean endsInBarePoint(DieModifiers die) {
    if (!die.clamp().equals(Clamp.NONE)) {
      return false;
    }
    if (die.implosion().present()) {
      return die.implosion().extreme();
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
        && symbol(explosion).equals("!")
        && !explosion.trigger().points().isEmpty()
        && beginsWithEqual(explosion.trigger().points().get(0));
  }

  private static boolean beginsWithEqual(Point point) {
    return switch (point) {
      case ComparePoint compared -> compared.comparison() == Comparison.EQUAL;
      case ListPoint list -> list.comparison() == Comparison.EQUAL;
      case ComputedPoint computed -> computed.comparison() == Comparison.EQUAL;
      case ParityPoint parity -> false;
    };
  }

  private static String symbol(Explosion explosion) {
    String manner = (explosion.compounding() ? "!!" : "!") + (explosion.penetrating() ? "p" : "");
    return switch (explosion.links()) {
      case Explosion.UNLIMITED -> manner;
      case 1 -> manner + "o";
      default -> manner + "t" + explosion.links();
    };
  }

  /** The precedences of expressions, lowest first. */
  private enum Precedence {
    SUM,
    PRODUCT,
    UNARY,
    POWER,
    ATOM;

    /** Returns the precedence below which operands are written in brackets. */
    static Precedence ofOperands(Arithmetic arithmetic) {
      return of(arithmetic) == SUM ? PRODUCT : UNARY;
    }

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
