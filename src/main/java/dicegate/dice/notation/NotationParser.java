package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DiceError.Code;
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
import dicegate.dice.notation.Mending.Replace;
import dicegate.dice.notation.PoolModifiers.Selection;
import dicegate.text.PlainText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recursive-descent parser that reads each token once. Throws a {@link DiceException} at the
 * first error. Confined to one thread, used once.
 *
 * <p>The grammar is in the description of this package; each of its rules is a method here.
 */
final class NotationParser {

  private static final int PERCENT_SIDES = 100;
  private static final int D20_SIDES = 20;

  private final Lexer lexer;
  private final SyntaxErrors errors;
  private int nesting;

  /** The deepest nesting of the current expression so far. */
  private int deepest;

  /** The position of the brackets closed last, for the error of a modifier after them. */
  private int closedStart;

  private int closedEnd;

  /** The names of the symbols so far; null if there are no faces with any. */
  private @Nullable Set<String> symbols;

  /** The last faces with symbols; null if there are none. */
  private @Nullable Span symbolicFaces;

  NotationParser(String text) {
    lexer = new Lexer(text);
    errors = new SyntaxErrors(lexer);
  }

  RollRequest parse() {
    lexer.advance();
    int repeats = repeats();
    List<RequestedRoll> rolls = rolls(repeats != RollRequest.NOT_REPEATED);
    if (lexer.token() == Token.HASH) {
      return new RollRequest(repeats, rolls, comment());
    }
    if (lexer.token() != Token.END) {
      throw misplacedModifierOr(errors.endExpected());
    }
    return new RollRequest(repeats, rolls, "");
  }

  private List<RequestedRoll> rolls(boolean repeated) {
    RequestedRoll first = roll();
    if (lexer.token() != Token.SEMICOLON) {
      return List.of(first);
    }
    if (repeated) {
      throw DiceException.of(
          Code.CONFLICT, "Several results cannot be repeated together.", lexer.span());
    }
    List<RequestedRoll> rolls = new ArrayList<>(List.of(first));
    while (lexer.token() == Token.SEMICOLON) {
      if (rolls.size() == DiceLimits.MAX_RESULTS) {
        throw DiceRules.limit("results", rolls.size() + 1, DiceLimits.MAX_RESULTS, lexer.span());
      }
      lexer.advance();
      rolls.add(roll());
    }
    return rolls;
  }

  private RequestedRoll roll() {
    String label = lexer.token() == Token.OPEN_BRACKET ? labelInFront() : "";
    closedEnd = 0;
    deepest = 0;
    int start = lexer.start();
    Expression expression = expression();
    if (CheckParser.starts(lexer.token())) {
      RequestedRoll checked = checked(label, expression);
      checkNoSymbols(start, "compared with a target");
      return checked;
    }
    RequestedRoll unchecked = new RequestedRoll(label, expression, null);
    RequestedRoll ofOneDie = CountedTotal.ofOneDie(unchecked);
    RequestedRoll roll = ofOneDie == null || isBracketed(expression) ? unchecked : ofOneDie;
    if (CheckParser.startsRule(lexer)) {
      throw ruleWithoutTarget(roll, roll.check() == null ? CountedTotal.of(roll) : roll);
    }
    return roll;
  }

  /** Tells whether a sum has brackets, or a sign, around or before its first operand. */
  private static boolean isBracketed(Expression sum) {
    return sum.part(0).span().start() > sum.span().start();
  }

  private RequestedRoll checked(String label, Expression expression) {
    int deepestChecked = deepest;
    deepest = 0;
    CheckParser parser = new CheckParser(lexer, errors);
    RequestedRoll roll =
        new RequestedRoll(label, expression, parser.parse(expression, this::expression));
    if (CheckParser.starts(lexer.token())) {
      throw errors.modifierMisplaced("A roll is compared with one target only.", null);
    }
    requireRoomForBrackets(roll, deepestChecked);
    return roll;
  }

  /** Returns the error for {@code by} and the like, for which the dice of a pool may be meant. */
  private DiceException ruleWithoutTarget(RequestedRoll typed, @Nullable RequestedRoll meant) {
    Span counted = new Span(typed.expression().span().start(), lexer.start());
    return errors.modifierMisplaced(
        "A target is expected in front, as in 1d20+7 vs 15 by 5 or 1d100 vs 45 coc.",
        meant == null ? null : new Replace(counted, Notation.print(meant) + " "));
  }

  /** In canonical form, a pool in front of a check has brackets, which nest too. */
  private void requireRoomForBrackets(RequestedRoll roll, int deepestChecked) {
    if (deepestChecked == DiceLimits.MAX_NESTING && Printer.bracketsChecked(roll)) {
      throw tooDeep(roll.expression().span());
    }
    if (deepest == DiceLimits.MAX_NESTING && Printer.bracketsTarget(roll)) {
      throw tooDeep(Objects.requireNonNull(roll.check()).target().span());
    }
  }

  /** Parses the label of a result, which cannot be an operand: other tools roll such brackets. */
  private String labelInFront() {
    String label = label();
    if (lexer.token() == Token.PLUS || lexer.token() == Token.MINUS) {
      throw errors.operandExpected();
    }
    return label;
  }

  private String comment() {
    return plain("comment", lexer.rest(), lexer.end());
  }

  /**
   * Returns a text for other people, without blanks at its ends.
   *
   * @param what what it is
   * @param at its position
   */
  private static String plain(String what, String text, int at) {
    String plain = text.strip();
    int start = at + text.indexOf(plain);
    if (plain.length() > PlainText.MAX_LABEL_CHARS) {
      throw DiceException.of(
          Code.LIMIT,
          "A %s can have at most %d characters, not %d."
              .formatted(what, PlainText.MAX_LABEL_CHARS, plain.length()),
          new Span(start, start + plain.length()));
    }
    int wrong = PlainText.firstNot(plain);
    if (wrong < 0) {
      return plain;
    }
    int codePoint = plain.codePointAt(wrong);
    Span span = new Span(start + wrong, start + wrong + Character.charCount(codePoint));
    throw DiceException.of(
        Code.CHARACTER,
        "This character is not allowed in a %s: %s."
            .formatted(what, CharacterNames.describe(codePoint)),
        span,
        List.of(),
        new Replace(span, CharacterNames.replacement(codePoint)));
  }

  private int repeats() {
    if (lexer.token() != Token.NUMBER || lexer.fraction() || !lexer.followedBy('#')) {
      return RollRequest.NOT_REPEATED;
    }
    long repeats = lexer.integer();
    if (repeats < 1) {
      throw DiceException.of(
          Code.BAD_NUMBER, "The number of results must be 1 or more.", lexer.span());
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
      checkFactors(sum, start);
      return new Arithmetic(first, List.of(step), from(start));
    }
    List<Step> steps = new ArrayList<>();
    steps.add(step);
    while (operator != null) {
      steps.add(step(operator, sum));
      operator = operator(sum);
    }
    checkFactors(sum, start);
    return new Arithmetic(first, steps, from(start));
  }

  private void checkFactors(boolean sum, int start) {
    if (!sum) {
      checkNoSymbols(start, "multiplied or divided");
    }
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
    checkNoSymbols(start, "used in a power");
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
          case SQRT -> call(Function.SQRT);
          case SIGN -> call(Function.SIGN);
          case POW -> pow();
          case ADVANTAGE, DISADVANTAGE -> advantage(start);
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
    checkNoSymbols(start, "used as a number of dice");
    lexer.advance();
    Faces faces = faces();
    if (lexer.token() == Token.BONUS || lexer.token() == Token.PENALTY) {
      faces = moreTens(faces);
    } else if (isOneD20(count, faces) && isAdvantage(lexer.token())) {
      return advantage(start);
    }
    if (!ModifierParser.starts(lexer.token())) {
      return new Dice(count, faces, DieModifiers.NONE, PoolModifiers.NONE, from(start));
    }
    ModifierParser parser = new ModifierParser(lexer, errors, this::bracketedNumbers);
    parser.parseDice();
    DieModifiers die = parser.die();
    PoolModifiers pool = parser.pool();
    if (die.present() || pool.count().present()) {
      checkNoSymbols(start, "rerolled, exploded, bounded, marked or counted");
    }
    if (pool.matching().present()) {
      checkNoSymbols(start, "matched");
    }
    return validated(new Dice(count, faces, die, pool, from(start)));
  }

  private static boolean isAdvantage(Token token) {
    return token == Token.ADVANTAGE || token == Token.DISADVANTAGE;
  }

  private static boolean isOneD20(Expression count, Faces faces) {
    return count instanceof Constant constant
        && constant.value() == 1
        && faces instanceof Faces.Sides numbered
        && numbered.sides() == D20_SIDES;
  }

  /** Parses {@code adv} or {@code dis}: the higher or the lower one of two d20. */
  private Dice advantage(int start) {
    Span span = lexer.span();
    Selection kept = new Selection(true, lexer.token() == Token.ADVANTAGE, 1);
    lexer.advance();
    return new Dice(
        new Constant(2, span),
        new Faces.Sides(D20_SIDES),
        DieModifiers.NONE,
        new PoolModifiers(
            List.of(kept),
            PoolModifiers.Count.NONE,
            PoolModifiers.Matching.NONE,
            PoolModifiers.Sort.AS_ROLLED),
        from(start));
  }

  /** Parses {@code bonus} or {@code penalty} and a number of further dice of tens. */
  private Faces moreTens(Faces faces) {
    if (!(faces instanceof Faces.Sides numbered) || numbered.sides() != PERCENT_SIDES) {
      throw errors.modifierMisplaced(
          "Bonus and penalty dice belong to a d100, as in d100bonus.", null);
    }
    boolean penalty = lexer.token() == Token.PENALTY;
    lexer.advance();
    long amount = 1;
    if (lexer.token() == Token.NUMBER) {
      amount = moreTensAmount();
      lexer.advance();
    }
    return new Faces.MoreTens((int) amount, penalty);
  }

  private long moreTensAmount() {
    if (lexer.fraction() || lexer.integer() < 1) {
      throw DiceException.of(
          Code.BAD_NUMBER,
          "The number of bonus or penalty dice must be a whole number, 1 or more, not %s."
              .formatted(lexer.tokenText()),
          lexer.span());
    }
    if (lexer.integer() > DiceLimits.MAX_MORE_TENS) {
      throw DiceRules.limit(
          "bonus or penalty dice",
          (double) lexer.integer(),
          DiceLimits.MAX_MORE_TENS,
          lexer.span());
    }
    return lexer.integer();
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
      case OPEN_BRACKET -> {
        return listedFaces();
      }
      case OPEN_PAREN -> {
        int start = lexer.start();
        enter();
        Expression sides = expression();
        leave(Token.CLOSE_PAREN, ")", start, false);
        return sides instanceof Constant constant
            ? new Faces.Sides(DiceRules.sides(constant.value(), constant.span()))
            : computedSides(sides, start);
      }
      default -> throw errors.sidesExpected();
    }
  }

  private Faces computedSides(Expression sides, int start) {
    checkNoSymbols(start, "used as a number of sides");
    return new Faces.Computed(sides);
  }

  private Faces listedFaces() {
    int start = lexer.start();
    Set<String> names = symbols == null ? new HashSet<>() : symbols;
    symbols = names;
    Faces faces = new FacesParser(lexer, names).parse();
    if (faces instanceof Faces.Custom custom && custom.hasSymbols()) {
      symbolicFaces = from(start);
    }
    return faces;
  }

  /**
   * Checks that a part of the text has no symbols.
   *
   * @param start where the part starts; it ends here
   */
  private void checkNoSymbols(int start, String what) {
    if (symbolicFaces != null && symbolicFaces.start() >= start) {
      throw DiceException.of(
          Code.SYMBOLS,
          "Dice with symbols can be added, subtracted, kept and dropped, but not %s."
              .formatted(what),
          symbolicFaces);
    }
  }

  /** Returns the dice, or throws if they would be rolled without end whatever is computed. */
  private static Dice validated(Dice dice) {
    if (!dice.die().present() || dice.faces() instanceof Faces.Computed) {
      return dice;
    }
    if (dice.faces() instanceof Faces.MoreTens && DiceRules.rollsAgain(dice.die())) {
      throw DiceException.of(
          Code.CONFLICT,
          "A d100 with bonus or penalty dice cannot be rerolled, explode or be unique.",
          dice.span());
    }
    if (ComputedNumbers.areIn(dice.die())) {
      return dice;
    }
    DiceRules.terminates(dice.die(), dice.faces(), dice.span());
    if (dice.count() instanceof Constant count) {
      DiceRules.enoughFaces((int) count.value(), dice.die(), dice.faces(), dice.span());
    }
    return dice;
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
    if (members.size() > 1) {
      checkNoSymbols(start, "compared in a group");
    }
    if (!ModifierParser.starts(lexer.token())) {
      return new Group(members, PoolModifiers.NONE, from(start));
    }
    ModifierParser parser = new ModifierParser(lexer, errors, this::bracketedNumbers);
    parser.parseGroup();
    Group group = new Group(members, parser.pool(), from(start));
    if (group.pool().count().present()) {
      checkNoSymbols(start, "counted");
    }
    if (group.pool().matching().present()) {
      checkNoSymbols(start, "matched");
      if (members.size() > 1) {
        throw DiceException.of(
            Code.GROUP,
            "Only dice are matched, not the members of a group; join them by +, as in {2d6+1d8}m.",
            group.span());
      }
    }
    if (group.pools() && !isSumOfPools(members.get(0))) {
      throw groupWithoutDice(group);
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
        && ComputedNumbers.of(pool).isEmpty()
        && !pool.pool().count().present()
        && !pool.pool().matching().present();
  }

  private static DiceException groupWithoutDice(Group group) {
    boolean sum = group.members().get(0) instanceof Arithmetic;
    return DiceException.of(
        Code.GROUP,
        "A modifier of a group of one member needs dice joined by +; %s."
            .formatted(sum ? "separate the members by commas" : "remove it"),
        group.span(),
        sum ? List.of("\",\"") : List.of(),
        null);
  }

  private Expression call(Function function) {
    int start = lexer.start();
    List<Expression> arguments = arguments(function.symbol());
    if (!function.takes(arguments.size())) {
      throw DiceException.of(
          Code.SYNTAX,
          "%s takes one number, not %d.".formatted(function.symbol(), arguments.size()),
          from(start));
    }
    return new Call(function, arguments, from(start));
  }

  /** Parses {@code pow(a,b)}, which is another spelling of {@code a^b}. */
  private Expression pow() {
    int start = lexer.start();
    List<Expression> arguments = arguments("pow");
    if (arguments.size() != 2) {
      throw DiceException.of(
          Code.SYNTAX,
          "pow takes two numbers, a base and an exponent, not %d.".formatted(arguments.size()),
          from(start));
    }
    return new Power(arguments.get(0), arguments.get(1), from(start));
  }

  /** Parses the name of a function and its arguments in brackets. */
  private List<Expression> arguments(String name) {
    lexer.advance();
    if (lexer.token() != Token.OPEN_PAREN) {
      throw errors.openExpected(name);
    }
    return bracketed("used in a function");
  }

  /** Parses the number of a modifier in brackets, or a list of them. */
  private List<Expression> bracketedNumbers() {
    return bracketed("used as a number of a modifier");
  }

  /**
   * Parses brackets and the expressions in them.
   *
   * @param use what they are used for, which needs numbers
   */
  private List<Expression> bracketed(String use) {
    int open = lexer.start();
    enter();
    List<Expression> expressions = new ArrayList<>();
    expressions.add(expression());
    while (lexer.token() == Token.COMMA) {
      lexer.advance();
      expressions.add(expression());
    }
    leave(Token.CLOSE_PAREN, ")", open, true);
    closedEnd = 0;
    checkNoSymbols(open, use);
    return expressions;
  }

  private Expression labelled(Expression atom, int start) {
    Expression inner = atom;
    List<String> labels = new ArrayList<>();
    if (atom instanceof Labelled bracketed) {
      inner = bracketed.labelled();
      labels.addAll(bracketed.labels());
    }
    while (lexer.token() == Token.OPEN_BRACKET) {
      labels.add(label());
    }
    return new Labelled(inner, labels, from(start));
  }

  private String label() {
    String label = lexer.readUntil(']');
    if (label == null) {
      throw DiceException.of(
          Code.SYNTAX,
          "The label has no closing \"]\".",
          lexer.span(),
          List.of("\"]\""),
          closeLabel());
    }
    if (label.isBlank()) {
      throw DiceException.of(
          Code.SYNTAX,
          "The label is empty.",
          lexer.span(),
          List.of(),
          new Replace(lexer.span(), ""));
    }
    String plain = plain("label", label, lexer.end() - 1 - label.length());
    lexer.advance();
    return plain;
  }

  /** Closes a label at the end of the text, if all that follows can be one. */
  private @Nullable Mending closeLabel() {
    String label = lexer.rest();
    boolean words = !label.isBlank() && label.chars().allMatch(NotationParser::isOfWords);
    int end = lexer.text().length();
    return words ? new Replace(new Span(end, end), "]") : null;
  }

  private static boolean isOfWords(int c) {
    return Character.isLetter(c) || c == ' ';
  }

  private void enter() {
    if (++nesting > DiceLimits.MAX_NESTING) {
      throw tooDeep(lexer.span());
    }
    deepest = Math.max(deepest, nesting);
    lexer.advance();
  }

  private static DiceException tooDeep(Span span) {
    return DiceException.of(
        Code.LIMIT,
        "Brackets, functions and powers can be nested at most %d deep, not %d."
            .formatted(DiceLimits.MAX_NESTING, DiceLimits.MAX_NESTING + 1),
        span);
  }

  private void leave(Token close, String symbol, int start, boolean list) {
    if (lexer.token() != close) {
      throw misplacedModifierOr(errors.closeExpected(start, symbol, list));
    }
    nesting--;
    closedStart = start;
    closedEnd = lexer.end();
    lexer.advance();
  }

  /** Returns the error for a modifier where an operator is expected, or the given error. */
  private DiceException misplacedModifierOr(DiceException other) {
    if (CheckParser.starts(lexer.token())) {
      return errors.modifierMisplaced(
          "A total is compared with a target at the end of a roll, not in brackets.", null);
    }
    switch (lexer.token()) {
      case ADVANTAGE, DISADVANTAGE -> {
        return errors.modifierMisplaced(
            "Advantage and disadvantage are for one plain d20, as in 1d20 adv.", null);
      }
      case BONUS, PENALTY -> {
        return errors.modifierMisplaced(
            "Bonus and penalty dice must follow d100 directly, as in d100bonus.", null);
      }
      default -> {}
    }
    if (!ModifierParser.starts(lexer.token())) {
      return other;
    }
    boolean ofDice = ModifierParser.isOfDice(lexer.token());
    return errors.modifierMisplaced(
        ofDice
            ? "This modifier must follow dice directly."
            : "This modifier must follow dice or a group in braces directly.",
        moveInside(ofDice));
  }

  /**
   * Drops the brackets between dice and their modifier, or makes them braces: {@code (4d6)r1} is
   * {@code 4d6r1}, {@code (2d6+1d8)kh1} is {@code {2d6+1d8}kh1}.
   */
  private @Nullable Mending moveInside(boolean ofDice) {
    if (closedEnd == 0 || lexer.previousEnd() != closedEnd) {
      return null;
    }
    String inner = lexer.text().substring(closedStart + 1, closedEnd - 1);
    RollRequest request = Notation.parseOrNull(inner);
    if (request == null
        || request.first().check() != null
        || (ofDice && !isPlainDice(request.first().expression()))) {
      return null;
    }
    return new Replace(new Span(closedStart, closedEnd), ofDice ? inner : "{" + inner + "}");
  }

  private static boolean isPlainDice(Expression expression) {
    return expression instanceof Dice dice && !dice.die().present() && !dice.pool().present();
  }

  private Span from(int start) {
    return new Span(start, lexer.previousEnd());
  }
}
