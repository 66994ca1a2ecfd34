package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.Check.NamedRule;
import dicegate.dice.notation.Check.Rule;
import dicegate.dice.notation.Check.Steps;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.Expression.Dice;
import java.util.List;
import java.util.function.Supplier;

/** Parses the check at the end of a roll. Confined to one thread. */
final class CheckParser {

  private final Lexer lexer;
  private final SyntaxErrors errors;

  CheckParser(Lexer lexer, SyntaxErrors errors) {
    this.lexer = lexer;
    this.errors = errors;
  }

  /** Tells whether the token starts a check if it follows a complete expression. */
  static boolean starts(Token token) {
    return isWord(token) || ModifierParser.compares(token);
  }

  /** Tells whether the token starts a rule, which follows the target. */
  static boolean startsRule(Lexer lexer) {
    return switch (lexer.token()) {
      case BY, COC -> true;
      case P -> lexer.followedBy('f') || lexer.followedBy('F');
      default -> false;
    };
  }

  private static boolean isWord(Token token) {
    return token == Token.VS || token == Token.DC;
  }

  /**
   * Parses the check that begins with the current token.
   *
   * @param checked the expression in front
   * @param expression parses the target
   */
  Check parse(Expression checked, Supplier<Expression> expression) {
    int start = lexer.start();
    Span sign = lexer.span();
    Comparison written = ModifierParser.comparison(lexer.token());
    lexer.advance();
    if (written != null && ModifierParser.compares(lexer.token())) {
      throw errors.twoComparisons("A target", written);
    }
    Expression target = expression.get();
    Span ruleStart = lexer.span();
    Rule rule = rule();
    Comparison comparison = written == null ? usual(rule) : written;
    if (!fits(rule, comparison)) {
      throw DiceException.of(Code.CONFLICT, unfit(rule), written == null ? ruleStart : sign);
    }
    if (rule == NamedRule.PF2) {
      requireNaturalDie(checked);
    }
    return new Check(comparison, target, rule, new Span(start, lexer.previousEnd()));
  }

  private Rule rule() {
    return switch (lexer.token()) {
      case BY -> steps();
      case COC -> named(NamedRule.COC);
      case P -> pf2();
      default -> NamedRule.PLAIN;
    };
  }

  private Rule named(NamedRule rule) {
    lexer.advance();
    return rule;
  }

  private Rule pf2() {
    if (!lexer.extend("f2")) {
      throw errors.endExpected();
    }
    return named(NamedRule.PF2);
  }

  private Rule steps() {
    lexer.advance();
    if (lexer.token() != Token.NUMBER || lexer.fraction()) {
      throw errors.wholeNumberExpected("after by");
    }
    long size = lexer.integer();
    if (size < 1) {
      throw DiceException.of(
          Code.BAD_NUMBER, "The size of a step must be 1 or more.", lexer.span());
    }
    if (size > DiceLimits.MAX_NUMBER) {
      DiceRules.number((double) size, lexer.span());
    }
    lexer.advance();
    return new Steps(size);
  }

  /** Returns the comparison that {@code vs} means. */
  private static Comparison usual(Rule rule) {
    return rule == NamedRule.COC ? Comparison.LESS_OR_EQUAL : Comparison.GREATER_OR_EQUAL;
  }

  private static boolean fits(Rule rule, Comparison comparison) {
    return switch (rule) {
      case Steps steps -> comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL;
      case NamedRule named ->
          switch (named) {
            case PLAIN -> true;
            case COC, PF2 -> comparison == usual(rule);
          };
    };
  }

  private static String unfit(Rule rule) {
    return switch (rule) {
      case Steps steps -> "Steps need a target to be above or below, so no = and no <>.";
      case NamedRule named ->
          "%s compares by %s or vs only.".formatted(named.symbol(), usual(rule).symbol());
    };
  }

  private static void requireNaturalDie(Expression checked) {
    List<Dice> dice = NaturalDie.all(checked);
    if (NaturalDie.of(checked) != null) {
      return;
    }
    String found =
        switch (dice.size()) {
          case 0 -> "here is none.";
          case 1 -> "this one does not count as it is rolled.";
          default -> "here is one more.";
        };
    Span span = dice.isEmpty() ? checked.span() : dice.get(dice.size() - 1).span();
    throw DiceException.of(
        Code.CONFLICT,
        "pf2 needs exactly one d20 that counts, as in 1d20+7 or 2d20kh1+7; " + found,
        span);
  }
}
