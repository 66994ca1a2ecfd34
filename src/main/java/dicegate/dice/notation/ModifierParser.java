package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.DieModifiers.Clamp;
import dicegate.dice.notation.DieModifiers.Explosion;
import dicegate.dice.notation.PoolModifiers.Count;
import dicegate.dice.notation.PoolModifiers.Matching;
import dicegate.dice.notation.PoolModifiers.Selection;
import dicegate.dice.notation.PoolModifiers.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parses the modifiers of one pool or group, in any order. Repeated modifiers of one kind
 * accumulate. Confined to one thread, used once.
 */
final class ModifierParser {

  private final Lexer lexer;
  private final SyntaxErrors errors;

  /** Parses brackets and the expressions in them. */
  private final Supplier<List<Expression>> brackets;

  private @Nullable Points reroll;
  private @Nullable Points rerollOnce;
  private @Nullable Points explosion;
  private Explosion manner = Explosion.NONE;
  private @Nullable Points implosion;
  private Clamp clamp = Clamp.NONE;
  private boolean unique;

  /** Whether there is a modifier of each die. */
  private boolean ofDice;

  private @Nullable Points criticalSuccess;
  private @Nullable Points criticalFailure;
  private final List<Selection> selections = new ArrayList<>();
  private final List<Point> successes = new ArrayList<>();
  private final List<Point> failures = new ArrayList<>();
  private Matching matching = Matching.NONE;
  private Sort sort = Sort.AS_ROLLED;

  /** The roles of a token after dice or a group. */
  private enum Role {
    /** Starts a modifier of dice, not of groups. */
    DIE_MODIFIER,
    /** Starts a modifier of dice and of groups. */
    POOL_MODIFIER,
    /** A comparison, which counts successes. */
    COMPARISON,
    /** A class of faces, which counts successes. */
    CLASS,
    /** Does not start a modifier. */
    OTHER
  }

  /** The points of one modifier so far. Made when there is one, since most dice have none. */
  private static final class Points {

    private final List<Point> points = new ArrayList<>();
    private boolean extreme;

    /** Returns the points with one more; null for a modifier that was written without one. */
    static Points with(@Nullable Points before, @Nullable Point point) {
      Points points = before == null ? new Points() : before;
      if (point == null) {
        points.extreme = true;
      } else {
        points.points.add(point);
      }
      return points;
    }

    static Trigger trigger(@Nullable Points points) {
      return points == null ? Trigger.NONE : new Trigger(points.points, points.extreme);
    }
  }

  ModifierParser(Lexer lexer, SyntaxErrors errors, Supplier<List<Expression>> brackets) {
    this.lexer = lexer;
    this.errors = errors;
    this.brackets = brackets;
  }

  /** Classifies every token, so that a new one does not compile without a decision. */
  private static Role role(Token token) {
    return switch (token) {
      case R, RR, RO, U, CS, CF, BANG, BANG_BANG, MIN, MAX -> Role.DIE_MODIFIER;
      case D, DH, DL, K, KH, KL, S, SA, SD, F, M, MT, MW, MH -> Role.POOL_MODIFIER;
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Role.COMPARISON;
      case EVEN, ODD -> Role.CLASS;
      case END, NUMBER, P, O, T, I, FLOOR, CEIL, ROUND, ABS, SQRT, SIGN, POW -> Role.OTHER;
      case ADVANTAGE, DISADVANTAGE, BONUS, PENALTY -> Role.OTHER;
      case PLUS, MINUS, STAR, SLASH, PERCENT, POWER -> Role.OTHER;
      case OPEN_PAREN, CLOSE_PAREN, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET -> Role.OTHER;
      case COMMA, SEMICOLON, HASH -> Role.OTHER;
      case VS, DC, BY, COC -> Role.OTHER;
      case UNKNOWN_WORD, UNKNOWN_CHARACTER -> Role.OTHER;
    };
  }

  /** Tells whether the token starts a modifier that is allowed on dice only. */
  static boolean isOfDice(Token token) {
    return role(token) == Role.DIE_MODIFIER;
  }

  /** Tells whether the token is a comparison. */
  static boolean compares(Token token) {
    return role(token) == Role.COMPARISON;
  }

  /** Tells whether the token starts a modifier if it follows dice or a group. */
  static boolean starts(Token token) {
    return role(token) != Role.OTHER;
  }

  /** Parses the modifiers of dice. */
  void parseDice() {
    while (starts(lexer.token())) {
      if (isOfDice(lexer.token())) {
        dieModifier();
      } else {
        poolModifier();
      }
    }
  }

  /** Parses the modifiers of a group. */
  void parseGroup() {
    while (starts(lexer.token())) {
      if (isOfDice(lexer.token())) {
        throw errors.modifierMisplaced("This modifier applies to dice, not to a group.", null);
      }
      poolModifier();
    }
  }

  DieModifiers die() {
    if (!ofDice) {
      return DieModifiers.NONE;
    }
    Trigger exploding = Points.trigger(explosion);
    return new DieModifiers(
        Points.trigger(reroll),
        Points.trigger(rerollOnce),
        exploding.present()
            ? new Explosion(manner.compounding(), manner.penetrating(), manner.links(), exploding)
            : Explosion.NONE,
        Points.trigger(implosion),
        clamp,
        unique,
        Points.trigger(criticalSuccess),
        Points.trigger(criticalFailure));
  }

  PoolModifiers pool() {
    Count count = successes.isEmpty() ? Count.NONE : new Count(successes, failures);
    return new PoolModifiers(selections, count, matching, sort);
  }

  private void dieModifier() {
    ofDice = true;
    switch (lexer.token()) {
      case R, RR -> reroll = withPoint(reroll);
      case RO -> rerollOnce = withPoint(rerollOnce);
      case BANG, BANG_BANG -> explode();
      case MIN, MAX -> clamp();
      case U -> {
        unique = true;
        lexer.advance();
      }
      case CS -> criticalSuccess = withPoint(criticalSuccess);
      case CF -> criticalFailure = withPoint(criticalFailure);
      default -> throw new IllegalStateException("not a modifier of dice: " + lexer.token());
    }
  }

  private void poolModifier() {
    if (compares(lexer.token()) || role(lexer.token()) == Role.CLASS) {
      success();
      return;
    }
    switch (lexer.token()) {
      case K, KH -> select(true, true);
      case KL -> select(true, false);
      case D, DL -> select(false, false);
      case DH -> select(false, true);
      case S, SA -> sort(Sort.ASCENDING);
      case SD -> sort(Sort.DESCENDING);
      case F -> failure();
      case M -> match(Matching.Result.SUM);
      case MT -> match(Matching.Result.COUNT);
      case MW -> match(Matching.Result.WIDTH);
      case MH -> match(Matching.Result.HEIGHT);
      default -> throw new IllegalStateException("not a modifier of pools: " + lexer.token());
    }
  }

  /** Parses the point of a modifier, if it has one. */
  private Points withPoint(@Nullable Points before) {
    lexer.advance();
    return Points.with(before, point());
  }

  private void explode() {
    Span span = lexer.span();
    boolean twice = lexer.token() == Token.BANG_BANG;
    lexer.advance();
    if (lexer.token() == Token.I) {
      if (twice) {
        // "!!i" is "!" and "!i".
        explosion(Explosion.NONE, span);
        explosion = Points.with(explosion, null);
      }
      implosion = withPoint(implosion);
      return;
    }
    boolean penetrates = lexer.token() == Token.P;
    if (penetrates) {
      lexer.advance();
    }
    explosion(new Explosion(twice, penetrates, links(), Trigger.NONE), span);
    explosion = Points.with(explosion, point());
  }

  /** Sets the manner of explosions, which is the same for all points. */
  private void explosion(Explosion written, Span span) {
    if (explosion != null && !written.equals(manner)) {
      throw conflict(
          "Dice can explode in only one way: !, !!, !p or !!p, and with one limit by o or t.",
          span);
    }
    manner = written;
  }

  private int links() {
    if (lexer.token() == Token.O) {
      lexer.advance();
      return 1;
    }
    if (lexer.token() != Token.T) {
      return Explosion.UNLIMITED;
    }
    lexer.advance();
    Span span = lexer.span();
    long links = integer("after !t");
    if (links < 1) {
      throw DiceException.of(
          Code.BAD_NUMBER, "A die must be allowed to explode 1 time or more.", span);
    }
    if (links > DiceLimits.MAX_CHAIN) {
      throw DiceRules.limit("explosions in a chain", (double) links, DiceLimits.MAX_CHAIN, span);
    }
    return (int) links;
  }

  private void clamp() {
    Span span = lexer.span();
    boolean min = lexer.token() == Token.MIN;
    lexer.advance();
    long bound = signedInteger(min ? "after min" : "after max");
    clamp =
        min
            ? new Clamp(Math.max(clamp.min(), bound), clamp.max())
            : new Clamp(clamp.min(), Math.min(clamp.max(), bound));
    if (clamp.min() > clamp.max()) {
      throw conflict("The minimum of a die is above its maximum.", span);
    }
  }

  private void select(boolean keep, boolean highest) {
    // After dice, "d(" might be meant as the sides of dice, so it is neither.
    boolean mayBeDice = lexer.token() == Token.D;
    lexer.advance();
    if (lexer.token() == Token.OPEN_PAREN && !mayBeDice) {
      selections.add(computedSelection(keep, highest));
      return;
    }
    long amount = 1;
    if (lexer.token() == Token.NUMBER) {
      amount = integer("after a keep or drop");
    }
    selections.add(new Selection(keep, highest, amount));
  }

  private Selection computedSelection(boolean keep, boolean highest) {
    int start = lexer.start();
    List<Expression> amounts = brackets.get();
    if (amounts.size() > 1) {
      throw DiceException.of(
          Code.SYNTAX,
          "A keep or drop takes one number, not %d.".formatted(amounts.size()),
          new Span(start, lexer.previousEnd()));
    }
    Expression amount = amounts.get(0);
    Double known = Constants.value(amount);
    return known == null
        ? new Selection(keep, highest, 0, amount)
        : new Selection(keep, highest, DiceRules.amount(known, amount.span()));
  }

  private void sort(Sort order) {
    if (sort != Sort.AS_ROLLED && sort != order) {
      throw conflict("Dice can be sorted up or down, not both.", lexer.span());
    }
    sort = order;
    lexer.advance();
  }

  private void match(Matching.Result result) {
    Span span = lexer.span();
    lexer.advance();
    boolean sized = result == Matching.Result.COUNT && lexer.token() == Token.NUMBER;
    Matching written = new Matching(result, sized ? setSize() : Matching.PAIR);
    if (matching.present() && !written.equals(matching)) {
      throw conflict("Dice can be matched in only one way: m, mt, mw or mh.", span);
    }
    matching = written;
    requireOneTotal(span);
  }

  private int setSize() {
    Span span = lexer.span();
    long size = integer("after mt");
    if (size < Matching.PAIR) {
      throw DiceException.of(Code.BAD_NUMBER, "A set must have 2 dice or more.", span);
    }
    if (size > DiceLimits.MAX_DICE) {
      throw DiceRules.limit("dice in a set", (double) size, DiceLimits.MAX_DICE, span);
    }
    return (int) size;
  }

  private void requireOneTotal(Span span) {
    if (matching.replacesTotal() && !successes.isEmpty()) {
      throw conflict(
          "Dice count either successes or sets; a number of sets is compared in brackets: (5d6mt)>=1.",
          span);
    }
  }

  private void success() {
    Span span = lexer.span();
    Point point = point();
    if (point == null) {
      throw errors.wholeNumberExpected("after the comparison");
    }
    successes.add(point);
    requireOneTotal(span);
  }

  private void failure() {
    if (successes.isEmpty()) {
      throw errors.modifierMisplaced(
          "A failure point must follow a success point, as in 7d10>=6f1.", null);
    }
    lexer.advance();
    Point point = point();
    if (point == null && lexer.token() == Token.MINUS) {
      throw errors.modifierMisplaced("A negative point needs a comparison, as in f=-1.", null);
    }
    if (point == null) {
      throw errors.wholeNumberExpected("after f");
    }
    failures.add(point);
  }

  /**
   * Parses a point if there is one. A bare number cannot be negative, so that {@code 2d6!-1}
   * subtracts 1 from the total, as every player means it.
   */
  private @Nullable Point point() {
    if (role(lexer.token()) == Role.CLASS) {
      boolean even = lexer.token() == Token.EVEN;
      lexer.advance();
      return new ParityPoint(even);
    }
    Comparison comparison = comparison(lexer.token());
    if (comparison == null && lexer.token() == Token.BANG && lexer.followedBy('=')) {
      lexer.advance();
      comparison = Comparison.NOT_EQUAL;
    }
    if (comparison != null) {
      lexer.advance();
      if (comparison(lexer.token()) != null) {
        throw errors.twoComparisons("A whole number", comparison);
      }
    }
    if (lexer.token() == Token.OPEN_PAREN) {
      return bracketed(comparison == null ? Comparison.EQUAL : comparison);
    }
    if (comparison != null) {
      return new ComparePoint(comparison, signedInteger("after the comparison"));
    }
    return lexer.token() == Token.NUMBER
        ? new ComparePoint(Comparison.EQUAL, integer("after the modifier"))
        : null;
  }

  /** Parses the number in brackets, or the list of numbers, of a point. */
  private Point bracketed(Comparison comparison) {
    int start = lexer.start();
    List<Expression> numbers = brackets.get();
    if (numbers.size() > 1
        && comparison != Comparison.EQUAL
        && comparison != Comparison.NOT_EQUAL) {
      throw DiceException.of(
          Code.SYNTAX,
          "A list of numbers can follow = and <>, but %s takes one number."
              .formatted(comparison.symbol()),
          new Span(start, lexer.previousEnd()));
    }
    List<Expression> folded = new ArrayList<>(numbers.size());
    List<Double> known = new ArrayList<>(numbers.size());
    for (Expression number : numbers) {
      folded.add(Constants.folded(number));
      Double value = Constants.value(number);
      if (value != null) {
        known.add((double) DiceRules.target(value, number.span()));
      }
    }
    ComputedPoint point = new ComputedPoint(comparison, folded);
    return known.size() == numbers.size() ? point.known(known.iterator()::next) : point;
  }

  /** Returns the comparison of a token; null if it is of another kind. */
  static @Nullable Comparison comparison(Token token) {
    return switch (token) {
      case EQUAL -> Comparison.EQUAL;
      case NOT_EQUAL -> Comparison.NOT_EQUAL;
      case LESS -> Comparison.LESS;
      case LESS_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
      case GREATER -> Comparison.GREATER;
      case GREATER_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
      default -> null;
    };
  }

  private long signedInteger(String place) {
    if (lexer.token() != Token.MINUS) {
      return integer(place);
    }
    lexer.advance();
    return -integer(place);
  }

  private long integer(String place) {
    if (lexer.token() != Token.NUMBER || lexer.fraction()) {
      throw errors.wholeNumberExpected(place);
    }
    long value = (long) DiceRules.number((double) lexer.integer(), lexer.span());
    lexer.advance();
    return value;
  }

  private static DiceException conflict(String message, Span span) {
    return DiceException.of(Code.CONFLICT, message, span);
  }
}
