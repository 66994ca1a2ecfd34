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
 * The modifiers behind one pool or group, in any order. Of the same kind, the ones typed later add
 * to those before. Confined to one thread, used once.
 */
final class ModifierParser {

  /** What two comparisons in a row are meant for. */
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

  /** Tells whether the token can be nothing but a modifier. */
  static boolean isModifier(Token token) {
    return switch (token) {
      case D, DH, DL, K, KH, KL, R, RR, RO, U, S, SA, SD, CS, CF, F, BANG, BANG_BANG -> true;
      default -> false;
    };
  }

  /** Tells whether the token starts a modifier that only dice have. */
  static boolean isOfDice(Token token) {
    return switch (token) {
      case R, RR, RO, U, CS, CF, BANG, BANG_BANG, MIN, MAX -> true;
      default -> false;
    };
  }

  /** Tells whether the token behind dice or a group starts a modifier. */
  static boolean starts(Token token) {
    return isModifier(token)
        || token == Token.MIN
        || token == Token.MAX
        || comparison(token) != null;
  }

  /** Parses the modifiers of dice. */
  void parseDice() {
    while (starts(lexer.token())) {
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
        default -> poolModifier();
      }
    }
  }

  /** Parses the modifiers of a group. */
  void parseGroup() {
    while (starts(lexer.token())) {
      if (isOfDice(lexer.token())) {
        throw errors.modifierMisplaced(
            "This modifier works on dice, not on a group.", errors.removeModifier());
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
    if (selections.isEmpty() && successes.isEmpty() && sort == Sort.AS_ROLLED) {
      return PoolModifiers.NONE;
    }
    Count count = successes.isEmpty() ? Count.NONE : new Count(successes, failures);
    return new PoolModifiers(selections, count, sort);
  }

  private void poolModifier() {
    switch (lexer.token()) {
      case K, KH -> select(true, true);
      case KL -> select(true, false);
      case D, DL -> select(false, false);
      case DH -> select(false, true);
      case S, SA -> sort(Sort.ASCENDING);
      case SD -> sort(Sort.DESCENDING);
      case F -> failure();
      default -> success();
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
      throw conflict("Dice explode in one way only: !, !!, !p or !!p.", span, fix);
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
      throw conflict("The least value of a die is above the greatest.", span, fix);
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
      throw conflict("Dice are sorted up or down, not both.", lexer.span(), removeToken());
    }
    sort = order;
    lexer.advance();
  }

  private void success() {
    ComparePoint point = point();
    if (point == null) {
      throw errors.wholeNumberExpected("behind the comparison", "1");
    }
    successes.add(point);
  }

  private void failure() {
    if (successes.isEmpty()) {
      throw errors.modifierMisplaced(
          "A failure point stands behind a success point, as in 7d10>=6f1.",
          errors.removeModifier());
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
   * Parses a compare point if there is one. A bare number may not be negative, so that {@code
   * 2d6!-1} takes 1 off the total, as every player means it.
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
      return new ComparePoint(comparison, signedInteger("behind the comparison"));
    }
    return lexer.token() == Token.NUMBER
        ? new ComparePoint(Comparison.EQUAL, integer("behind the modifier"))
        : null;
  }

  /** Tells of {@code =>} and the like, which are {@code >=} here. */
  private DiceException twoComparisons(Comparison first) {
    String second = lexer.tokenText();
    String corrected = CORRECTED_COMPARISONS.getOrDefault(first.symbol() + second, second);
    Span both = new Span(lexer.previousStart(), lexer.end());
    return errors.modifierMisplaced(
        "A whole number is expected behind the comparison, but another comparison stands here.",
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
