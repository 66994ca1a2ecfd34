package dicegate.dice.notation;

import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.DiceException.Fix;
import dicegate.dice.notation.DieModifiers.Clamp;
import dicegate.dice.notation.DieModifiers.Explosion;
import dicegate.dice.notation.PoolModifiers.Count;
import dicegate.dice.notation.PoolModifiers.Selection;
import dicegate.dice.notation.PoolModifiers.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses the modifiers of one pool or group, in any order. Repeated modifiers of one kind
 * accumulate. Confined to one thread, used once.
 */
final class ModifierParser {

  /** The comparisons that are meant by two in a row. */
  private static final Map<String, String> CORRECTED_COMPARISONS =
      Map.of("=>", ">=", "=<", "<=", ">=", ">=", "<=", "<=", "<>", "<>", "><", "<>");

  private final Lexer lexer;
  private final SyntaxErrors errors;
  private final Points reroll = new Points();
  private final Points rerollOnce = new Points();
  private final Points explosion = new Points();
  private boolean compounding;
  private boolean penetrating;
  private Clamp clamp = Clamp.NONE;
  private boolean unique;
  private final Points criticalSuccess = new Points();
  private final Points criticalFailure = new Points();
  private final List<Selection> selections = new ArrayList<>();
  private final List<ComparePoint> successes = new ArrayList<>();
  private final List<ComparePoint> failures = new ArrayList<>();
  private Sort sort = Sort.AS_ROLLED;

  /** The roles of a token after dice or a group. */
  private enum Role {
    /** Starts a modifier of dice, not of groups. */
    DIE_MODIFIER,
    /** Starts a modifier of dice and of groups. */
    POOL_MODIFIER,
    /** A comparison, which counts successes. */
    COMPARISON,
    /** Does not start a modifier. */
    OTHER
  }

  /** The points of one modifier so far. */
  private static final class Points {

    private final List<ComparePoint> points = new ArrayList<>(0);
    private boolean extreme;

    void add(@Nullable ComparePoint point) {
      if (point == null) {
        extreme = true;
      } else {
        points.add(point);
      }
    }

    Trigger trigger() {
      return extreme || !points.isEmpty() ? new Trigger(points, extreme) : Trigger.NONE;
    }
  }

  ModifierParser(Lexer lexer, SyntaxErrors errors) {
    this.lexer = lexer;
    this.errors = errors;
  }

  /** Classifies every token, so that a new one does not compile without a decision. */
  private static Role role(Token token) {
    return switch (token) {
      case R, RR, RO, U, CS, CF, BANG, BANG_BANG, MIN, MAX -> Role.DIE_MODIFIER;
      case D, DH, DL, K, KH, KL, S, SA, SD, F -> Role.POOL_MODIFIER;
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Role.COMPARISON;
      case END, NUMBER, P, FLOOR, CEIL, ROUND, ABS, PLUS, MINUS, STAR, SLASH, PERCENT, POWER ->
          Role.OTHER;
      case OPEN_PAREN, CLOSE_PAREN, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, COMMA, HASH ->
          Role.OTHER;
      case UNKNOWN_WORD, UNKNOWN_CHARACTER -> Role.OTHER;
    };
  }

  /** Tells whether the token starts a modifier that is allowed on dice only. */
  static boolean isOfDice(Token token) {
    return role(token) == Role.DIE_MODIFIER;
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
        throw errors.modifierMisplaced(
            "This modifier applies to dice, not to a group.", errors.removeModifier());
      }
      poolModifier();
    }
  }

  DieModifiers die() {
    Trigger exploding = explosion.trigger();
    return new DieModifiers(
        reroll.trigger(),
        rerollOnce.trigger(),
        exploding.present() ? new Explosion(compounding, penetrating, exploding) : Explosion.NONE,
        clamp,
        unique,
        criticalSuccess.trigger(),
        criticalFailure.trigger());
  }

  PoolModifiers pool() {
    Count count = successes.isEmpty() ? Count.NONE : new Count(successes, failures);
    return new PoolModifiers(selections, count, sort);
  }

  private void dieModifier() {
    switch (lexer.token()) {
      case R, RR -> trigger(reroll);
      case RO -> trigger(rerollOnce);
      case BANG, BANG_BANG -> explode();
      case MIN, MAX -> clamp();
      case U -> {
        unique = true;
        lexer.advance();
      }
      case CS -> trigger(criticalSuccess);
      case CF -> trigger(criticalFailure);
      default -> throw new IllegalStateException("not a modifier of dice: " + lexer.token());
    }
  }

  private void poolModifier() {
    if (role(lexer.token()) == Role.COMPARISON) {
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
      default -> throw new IllegalStateException("not a modifier of pools: " + lexer.token());
    }
  }

  private void trigger(Points points) {
    lexer.advance();
    points.add(point());
  }

  private void explode() {
    Span span = lexer.span();
    Fix fix = errors.removeModifier();
    boolean again = explosion.trigger().present();
    boolean compounds = lexer.token() == Token.BANG_BANG;
    lexer.advance();
    boolean penetrates = lexer.token() == Token.P;
    if (penetrates) {
      lexer.advance();
    }
    if (again && (compounds != compounding || penetrates != penetrating)) {
      throw conflict("Dice can explode in only one way: !, !!, !p or !!p.", span, fix);
    }
    compounding = compounds;
    penetrating = penetrates;
    explosion.add(point());
  }

  private void clamp() {
    Span span = lexer.span();
    Fix fix = errors.removeModifier();
    boolean min = lexer.token() == Token.MIN;
    lexer.advance();
    long bound = signedInteger(min ? "after min" : "after max");
    clamp =
        min
            ? new Clamp(Math.max(clamp.min(), bound), clamp.max())
            : new Clamp(clamp.min(), Math.min(clamp.max(), bound));
    if (clamp.min() > clamp.max()) {
      throw conflict("The minimum of a die is above its maximum.", span, fix);
    }
  }

  private void select(boolean keep, boolean highest) {
    lexer.advance();
    long amount = 1;
    if (lexer.token() == Token.NUMBER) {
      amount = integer("after a keep or drop");
    }
    selections.add(new Selection(keep, highest, amount));
  }

  private void sort(Sort order) {
    if (sort != Sort.AS_ROLLED && sort != order) {
      throw conflict("Dice can be sorted up or down, not both.", lexer.span(), removeToken());
    }
    sort = order;
    lexer.advance();
  }

  private void success() {
    ComparePoint point = point();
    if (point == null) {
      throw errors.wholeNumberExpected("after the comparison", "1");
    }
    successes.add(point);
  }

  private void failure() {
    if (successes.isEmpty()) {
      throw errors.modifierMisplaced(
          "A failure point must follow a success point, as in 7d10>=6f1.", errors.removeModifier());
    }
    lexer.advance();
    ComparePoint point = point();
    if (point == null && lexer.token() == Token.MINUS) {
      throw errors.modifierMisplaced(
          "A negative point needs a comparison, as in f=-1.",
          new Fix(new Span(lexer.start(), lexer.start()), "="));
    }
    if (point == null) {
      throw errors.wholeNumberExpected("after f", "1");
    }
    failures.add(point);
  }

  /**
   * Parses a compare point if there is one. A bare number cannot be negative, so that {@code
   * 2d6!-1} subtracts 1 from the total, as every player means it.
   */
  private @Nullable ComparePoint point() {
    Comparison comparison = comparison(lexer.token());
    if (comparison == null && lexer.token() == Token.BANG && lexer.followedBy('=')) {
      lexer.advance();
      comparison = Comparison.NOT_EQUAL;
    }
    if (comparison != null) {
      lexer.advance();
      if (comparison(lexer.token()) != null) {
        throw twoComparisons(comparison);
      }
      return new ComparePoint(comparison, signedInteger("after the comparison"));
    }
    return lexer.token() == Token.NUMBER
        ? new ComparePoint(Comparison.EQUAL, integer("after the modifier"))
        : null;
  }

  /** Returns the error for {@code =>} and the like, which are written {@code >=}. */
  private DiceException twoComparisons(Comparison first) {
    String second = lexer.tokenText();
    String corrected = CORRECTED_COMPARISONS.getOrDefault(first.symbol() + second, second);
    Span both = new Span(lexer.previousStart(), lexer.end());
    return errors.modifierMisplaced(
        "A whole number is expected after the comparison, but another comparison was found.",
        new Fix(both, corrected));
  }

  private static @Nullable Comparison comparison(Token token) {
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
      throw errors.wholeNumberExpected(place, "1");
    }
    long value = (long) DiceRules.number((double) lexer.integer(), lexer.span());
    lexer.advance();
    return value;
  }

  private Fix removeToken() {
    return new Fix(lexer.span(), "");
  }

  private static DiceException conflict(String message, Span span, Fix fix) {
    return DiceException.of(Code.CONFLICT, message, span, List.of(), fix);
  }
}
