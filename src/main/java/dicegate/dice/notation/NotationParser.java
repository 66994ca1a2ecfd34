package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.DiceException.Fix;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Call;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Function;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Operator;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.Expression.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recursive-descent parser that reads each token once. Throws a {@link DiceException} at the
 * first error. Confined to one thread, used once.
 *
 * <p>The grammar is in the description of this package; each of its rules is a method here.
 */
final class NotationParser {

  private static final int PERCENT_SIDES = 100;

  private final Lexer lexer;
  private final SyntaxErrors errors;
  private int nesting;

  /** The position of the brackets closed last, for the hint on a modifier after them. */
  private int closedStart;

  private int closedEnd;

  NotationParser(String text) {
    lexer = new Lexer(text);
    errors = new SyntaxErrors(lexer);
  }

  RollRequest parse() {
    lexer.advance();
    int repeats = repeats();
    Expression expression = expression();
    if (lexer.token() == Token.HASH) {
      return new RollRequest(repeats, expression, lexer.rest().strip());
    }
    if (lexer.token() != Token.END) {
      throw misplacedModifierOr(errors.endExpected());
    }
    return new RollRequest(repeats, expression, "");
  }

  private int repeats() {
    if (lexer.token() != Token.NUMBER || lexer.fraction() || !lexer.followedBy('#')) {
      return RollRequest.NOT_REPEATED;
    }
    long repeats = lexer.integer();
    if (repeats < 1) {
      throw DiceException.of(
          Code.BAD_NUMBER,
          "The number of results must be 1 or more.",
          lexer.span(),
          List.of(),
          new Fix(lexer.span(), "1"));
    }
    if (repeats > DiceLimits.MAX_REPEATS) {
      throw DiceRules.limit("results", (double) repeats, DiceLimits.MAX_REPEATS, lexer.span());
    }
    lexer.advance();
    lexer.advance();
    return (int) repeats;
  }

  private Expression expression() {
    return operatorChain(true);
  }

  /** Parses a sum, or a product. */
  private Expression operatorChain(boolean sum) {
    int start = lexer.start();
    Expression first = sum ? operatorChain(false) : unary();
    Operator operator = operator(sum);
    if (operator == null) {
      return first;
    }
    Step step = step(operator, sum);
    operator = operator(sum);
    if (operator == null) {
      return new Arithmetic(first, List.of(step), from(start));
    }
    List<Step> steps = new ArrayList<>();
    steps.add(step);
    while (operator != null) {
      steps.add(step(operator, sum));
      operator = operator(sum);
    }
    return new Arithmetic(first, steps, from(start));
  }

  private Step step(Operator operator, boolean sum) {
    lexer.advance();
    return new Step(operator, sum ? operatorChain(false) : unary());
  }

  private @Nullable Operator operator(boolean sum) {
    return switch (lexer.token()) {
      case PLUS -> sum ? Operator.ADD : null;
      case MINUS -> sum ? Operator.SUBTRACT : null;
      case STAR -> sum ? null : Operator.MULTIPLY;
      case SLASH -> sum ? null : Operator.DIVIDE;
      case PERCENT -> sum ? null : Operator.MODULO;
      default -> null;
    };
  }

  private Expression unary() {
    int start = lexer.start();
    boolean negative = false;
    while (lexer.token() == Token.PLUS || lexer.token() == Token.MINUS) {
      negative ^= lexer.token() == Token.MINUS;
      lexer.advance();
    }
    Expression operand = power();
    return negative ? new Negation(operand, from(start)) : operand;
  }

  private Expression power() {
    int start = lexer.start();
    Expression base = atom();
    if (lexer.token() != Token.POWER) {
      return base;
    }
    enter();
    Expression exponent = unary();
    nesting--;
    return new Power(base, exponent, from(start));
  }

  private Expression atom() {
    int start = lexer.start();
    Expression atom =
        switch (lexer.token()) {
          case NUMBER -> number();
          case D -> dice(new Constant(1, new Span(start, start)), start);
          case OPEN_PAREN -> parenthesised();
          case OPEN_BRACE -> group();
          case FLOOR -> call(Function.FLOOR);
          case CEIL -> call(Function.CEIL);
          case ROUND -> call(Function.ROUND);
          case ABS -> call(Function.ABS);
          case MIN -> call(Function.MIN);
          case MAX -> call(Function.MAX);
          default -> throw errors.operandExpected();
        };
    return lexer.token() == Token.OPEN_BRACKET ? labelled(atom, start) : atom;
  }

  private Expression number() {
    Span span = lexer.span();
    double value = lexer.number();
    lexer.advance();
    if (lexer.token() == Token.D) {
      return dice(new Constant(value, span), span.start());
    }
    return new Constant(DiceRules.number(value, span), span);
  }

  private Expression parenthesised() {
    int start = lexer.start();
    enter();
    Expression inner = expression();
    leave(Token.CLOSE_PAREN, ")", start, false);
    return lexer.token() == Token.D ? dice(inner, start) : inner;
  }

  private Expression dice(Expression count, int start) {
    if (count instanceof Constant constant) {
      DiceRules.count(constant.value(), constant.span());
    }
    lexer.advance();
    Faces faces = faces();
    int modifiers = lexer.start();
    if (!ModifierParser.starts(lexer.token())) {
      return new Dice(count, faces, DieModifiers.NONE, PoolModifiers.NONE, from(start));
    }
    ModifierParser parser = new ModifierParser(lexer, errors);
    parser.parseDice();
    return validated(new Dice(count, faces, parser.die(), parser.pool(), from(start)), modifiers);
  }

  private Faces faces() {
    switch (lexer.token()) {
      case NUMBER -> {
        int sides = DiceRules.sides(lexer.number(), lexer.span());
        lexer.advance();
        return new Faces.Sides(sides);
      }
      case PERCENT -> {
        lexer.advance();
        return new Faces.Sides(PERCENT_SIDES);
      }
      case F -> {
        Faces fate = lexer.fateVariant() == 1 ? Faces.Fate.ONE_EACH : Faces.Fate.TWO_EACH;
        lexer.advance();
        return fate;
      }
      case OPEN_PAREN -> {
        int start = lexer.start();
        enter();
        Expression sides = expression();
        leave(Token.CLOSE_PAREN, ")", start, false);
        return sides instanceof Constant constant
            ? new Faces.Sides(DiceRules.sides(constant.value(), constant.span()))
            : new Faces.Computed(sides);
      }
      default -> throw errors.sidesExpected();
    }
  }

  /** Returns the dice, or throws if they would be rolled without end whatever the faces. */
  private static Dice validated(Dice dice, int modifiers) {
    if (dice.die().equals(DieModifiers.NONE) || dice.faces() instanceof Faces.Computed) {
      return dice;
    }
    try {
      int lowest = dice.faces().lowest();
      int highest = dice.faces().highest();
      DiceRules.terminates(dice.die(), lowest, highest, dice.span());
      if (dice.count() instanceof Constant count) {
        DiceRules.enoughFaces((int) count.value(), dice.die(), lowest, highest, dice.span());
      }
      return dice;
    } catch (DiceException endless) {
      DiceError error = endless.error();
      Fix plainDice = new Fix(new Span(modifiers, dice.span().end()), "");
      throw DiceException.of(error.code(), error.text(), error.span(), List.of(), plainDice);
    }
  }

  private Expression group() {
    int start = lexer.start();
    enter();
    List<Expression> members = new ArrayList<>();
    members.add(expression());
    while (lexer.token() == Token.COMMA) {
      lexer.advance();
      members.add(expression());
    }
    leave(Token.CLOSE_BRACE, "}", start, true);
    closedEnd = 0;
    int modifiers = lexer.start();
    if (!ModifierParser.starts(lexer.token())) {
      return new Group(members, PoolModifiers.NONE, from(start));
    }
    ModifierParser parser = new ModifierParser(lexer, errors);
    parser.parseGroup();
    Group group = new Group(members, parser.pool(), from(start));
    if (group.pools() && !isSumOfPools(members.get(0))) {
      throw groupWithoutDice(group, modifiers);
    }
    return group;
  }

  private static boolean isSumOfPools(Expression member) {
    if (!(member instanceof Arithmetic sum)) {
      return isPool(member);
    }
    return isPool(sum.first())
        && sum.steps().stream()
            .allMatch(step -> step.operator() == Operator.ADD && isPool(step.operand()));
  }

  private static boolean isPool(Expression part) {
    Expression dice = part instanceof Labelled labelled ? labelled.labelled() : part;
    return dice instanceof Dice pool
        && pool.count() instanceof Constant
        && !(pool.faces() instanceof Faces.Computed)
        && !pool.pool().count().present();
  }

  private DiceException groupWithoutDice(Group group, int modifiers) {
    String rule = "A modifier of a group of one member needs dice joined by +; ";
    if (!(group.members().get(0) instanceof Arithmetic sum)) {
      Fix unmodified = new Fix(new Span(modifiers, group.span().end()), "");
      return DiceException.of(Code.GROUP, rule + "remove it.", group.span(), List.of(), unmodified);
    }
    // The text between the operands is the operator and perhaps redundant brackets.
    int from = sum.first().span().end();
    int to = sum.steps().get(0).operand().span().start();
    String between = lexer.text().substring(from, to);
    return DiceException.of(
        Code.GROUP,
        rule + "separate the members by commas.",
        group.span(),
        List.of("\",\""),
        new Fix(new Span(from, to), between.replaceFirst("[-+*/%]", ",")));
  }

  private Expression call(Function function) {
    int start = lexer.start();
    lexer.advance();
    if (lexer.token() != Token.OPEN_PAREN) {
      throw errors.openExpected(function.symbol());
    }
    int open = lexer.start();
    enter();
    List<Expression> arguments = new ArrayList<>();
    arguments.add(expression());
    int firstEnd = lexer.previousEnd();
    while (lexer.token() == Token.COMMA) {
      lexer.advance();
      arguments.add(expression());
    }
    int lastEnd = lexer.previousEnd();
    leave(Token.CLOSE_PAREN, ")", open, true);
    closedEnd = 0;
    if (!function.takes(arguments.size())) {
      throw DiceException.of(
          Code.SYNTAX,
          "%s takes one number, not %d.".formatted(function.symbol(), arguments.size()),
          from(start),
          List.of(),
          new Fix(new Span(firstEnd, lastEnd), ""));
    }
    return new Call(function, arguments, from(start));
  }

  private Expression labelled(Expression atom, int start) {
    Expression inner = atom;
    List<String> labels = new ArrayList<>();
    if (atom instanceof Labelled bracketed) {
      inner = bracketed.labelled();
      labels.addAll(bracketed.labels());
    }
    while (lexer.token() == Token.OPEN_BRACKET) {
      String label = lexer.readUntil(']');
      if (label == null) {
        throw DiceException.of(
            Code.SYNTAX,
            "The label has no closing \"]\".",
            lexer.span(),
            List.of("\"]\""),
            new Fix(new Span(lexer.text().length(), lexer.text().length()), "]"));
      }
      if (label.isBlank()) {
        throw DiceException.of(Code.SYNTAX, "The label is empty.", lexer.span());
      }
      labels.add(label.strip());
      lexer.advance();
    }
    return new Labelled(inner, labels, from(start));
  }

  private void enter() {
    if (++nesting > DiceLimits.MAX_NESTING) {
      throw DiceException.of(
          Code.LIMIT,
          "Brackets, functions and powers can be nested at most %d deep, not %d."
              .formatted(DiceLimits.MAX_NESTING, nesting),
          lexer.span());
    }
    lexer.advance();
  }

  private void leave(Token close, String symbol, int start, boolean list) {
    if (lexer.token() != close) {
      throw misplacedModifierOr(errors.closeExpected(symbol, list));
    }
    nesting--;
    closedStart = start;
    closedEnd = lexer.end();
    lexer.advance();
  }

  /** Returns the error for a modifier where an operator is expected, or the given error. */
  private DiceException misplacedModifierOr(DiceException other) {
    if (!ModifierParser.starts(lexer.token())) {
      return other;
    }
    boolean behindBrackets = closedEnd > 0 && lexer.previousEnd() == closedEnd;
    boolean ofDice = ModifierParser.isOfDice(lexer.token());
    Fix fix = errors.removeModifier();
    if (behindBrackets) {
      String inner = lexer.text().substring(closedStart + 1, closedEnd - 1);
      fix = new Fix(new Span(closedStart, closedEnd), ofDice ? inner : "{" + inner + "}");
    }
    return errors.modifierMisplaced(
        ofDice
            ? "This modifier must follow dice directly."
            : "This modifier must follow dice or a group in braces directly.",
        fix);
  }

  private Span from(int start) {
    return new Span(start, lexer.previousEnd());
  }
}
