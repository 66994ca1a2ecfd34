package dicegate.dice.notation;

import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.Mending.Replace;
import dicegate.text.VariableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The syntax errors of the current token, and how to mend them. Confined to one thread. */
final class SyntaxErrors {

  private static final List<String> OPERAND =
      List.of("a number", "dice", "a function", "\"(\"", "\"{\"");

  /** The comparisons that are meant by two in a row. */
  private static final Map<String, String> CORRECTED_COMPARISONS =
      Map.of("=>", ">=", "=<", "<=", "==", "=");

  private static final String TEXT_ENDS = "the text ends here";

  private final Lexer lexer;

  SyntaxErrors(Lexer lexer) {
    this.lexer = lexer;
  }

  /** Returns the error for a token that does not start an operand. */
  DiceException operandExpected() {
    if (lexer.text().isBlank()) {
      return expected("There is nothing to roll.", OPERAND, null);
    }
    return expected(
        "A number or dice is expected, but %s.".formatted(found()), OPERAND, dropDoubledComma());
  }

  /** Returns the error for a token that is not a whole number. */
  DiceException wholeNumberExpected(String place) {
    if (lexer.token() == Token.NUMBER) {
      return DiceException.of(
          Code.BAD_NUMBER,
          "A whole number is expected %s, not %s.".formatted(place, lexer.tokenText()),
          lexer.span(),
          List.of("a whole number"),
          null);
    }
    return expected(
        "A whole number is expected %s, but %s.".formatted(place, found()),
        List.of("a whole number"),
        null);
  }

  /** Returns the error for a token that is not a number of sides. */
  DiceException sidesExpected() {
    return expected(
        "The number of sides is expected after the d, but %s.".formatted(found()),
        List.of("a whole number", "\"%\"", "\"F\"", "\"(\"", "\"[\""),
        null);
  }

  /**
   * Returns the error for a token that is neither the closing bracket nor an operator.
   *
   * @param open the position of the opening bracket
   * @param list whether commas are allowed between the brackets
   */
  DiceException closeExpected(int open, String close, boolean list) {
    List<String> others = list ? List.of("\",\"", quoted(close)) : List.of(quoted(close));
    return lexer.token() == Token.END
        ? expected("A \"%s\" is missing.".formatted(close), others, new Mending.Close(open, close))
        : operatorExpected(others, list ? insertComma() : null);
  }

  /** Returns the error for a token that is neither the end nor an operator. */
  DiceException endExpected() {
    return operatorExpected(
        List.of("the end"),
        switch (lexer.token()) {
          case CLOSE_PAREN -> new Mending.Unopened(lexer.span(), "(");
          case CLOSE_BRACE -> new Mending.Unopened(lexer.span(), "{");
          default -> null;
        });
  }

  /** Returns the error for a token that is not the opening bracket of a function. */
  DiceException openExpected(String function) {
    return expected(
        "A \"(\" is expected after %s, but %s.".formatted(function, found()),
        List.of("\"(\""),
        null);
  }

  /** Returns the error for a modifier that is not allowed here. */
  DiceException modifierMisplaced(String message, @Nullable Mending mending) {
    return DiceException.of(Code.SYNTAX, message, lexer.span(), List.of(), mending);
  }

  /**
   * Returns the error for {@code =>} and the like, which are written {@code >=}.
   *
   * @param expected what is expected in place of the second comparison
   */
  DiceException twoComparisons(String expected, Comparison first) {
    String second = lexer.tokenText();
    String corrected = CORRECTED_COMPARISONS.get(first.symbol() + second);
    Span both = new Span(lexer.previousStart(), lexer.end());
    return modifierMisplaced(
        expected + " is expected after the comparison, but another comparison was found.",
        corrected == null ? null : new Replace(both, corrected));
  }

  private DiceException operatorExpected(List<String> others, @Nullable Mending mending) {
    List<String> expected = new ArrayList<>(List.of("an operator"));
    expected.addAll(others);
    return expected("An operator is expected, but %s.".formatted(found()), expected, mending);
  }

  private DiceException expected(String message, List<String> expected, @Nullable Mending mending) {
    if (lexer.token() != Token.UNKNOWN_CHARACTER) {
      return DiceException.of(Code.SYNTAX, message, lexer.span(), expected, mending);
    }
    int codePoint = lexer.text().codePointAt(lexer.start());
    if (codePoint == '.' || codePoint == ']') {
      return misplaced(codePoint, expected);
    }
    int nameEnd = codePoint == '@' ? VariableName.end(lexer.text(), lexer.end()) : lexer.end();
    if (nameEnd > lexer.end()) {
      return variable(new Span(lexer.start(), nameEnd));
    }
    String replacement = CharacterNames.replacement(codePoint);
    boolean visible = replacement.isEmpty() && CharacterNames.visible(codePoint);
    return DiceException.of(
        Code.CHARACTER,
        "This character is not part of the dice notation: %s."
            .formatted(CharacterNames.describe(codePoint)),
        lexer.span(),
        expected,
        visible ? dropStray(codePoint) : new Replace(lexer.span(), replacement));
  }

  /** Returns the error for a variable: whoever sends the text puts its value there. */
  private DiceException variable(Span name) {
    return DiceException.of(
        Code.UNKNOWN_VARIABLE,
        "The variable %s has no value; a message in JSON can give it one in its member vars."
            .formatted(lexer.text().substring(name.start(), name.end())),
        name);
  }

  /** Returns the error for a character of the notation in the wrong place. */
  private DiceException misplaced(int codePoint, List<String> expected) {
    String message =
        codePoint == '.'
            ? "A \".\" is allowed only between the digits of a number, and in dF.1 and dF.2."
            : "This \"]\" does not close a label.";
    boolean isPoint = codePoint == '.' && lexer.followedByDigit();
    return DiceException.of(
        Code.SYNTAX,
        message,
        lexer.span(),
        expected,
        isPoint ? insertZero() : dropStray(codePoint));
  }

  private String found() {
    return lexer.token() == Token.END ? TEXT_ENDS : quoted(lexer.tokenText()) + " was found";
  }

  /** Puts a comma between two members that have none. */
  private @Nullable Mending insertComma() {
    return switch (lexer.token()) {
      case NUMBER, D, OPEN_PAREN, OPEN_BRACE, FLOOR, CEIL, ROUND, ABS, SQRT, SIGN, POW ->
          new Replace(new Span(lexer.previousEnd(), lexer.previousEnd()), ",");
      default -> null;
    };
  }

  private @Nullable Mending dropDoubledComma() {
    boolean doubled =
        lexer.token() == Token.COMMA
            && lexer.previousEnd() > 0
            && lexer.text().charAt(lexer.previousEnd() - 1) == ',';
    return doubled ? new Replace(lexer.span(), "") : null;
  }

  /** Writes {@code .5} as {@code 0.5}. */
  private @Nullable Mending insertZero() {
    return inWord(lexer.start() - 1) ? null : insert("0");
  }

  /**
   * Drops a quote, a picture and the like at an end of the text or beside a bracket; elsewhere it
   * was typed in place of another character. A dot may be what is left of a fraction, and letters,
   * numbers and signs of mathematics mean something, though not here.
   */
  private @Nullable Mending dropStray(int codePoint) {
    boolean apart = separates(lexer.start() - 1) || separates(lexer.end());
    if (!apart || codePoint == '.' || follows('!')) {
      return null;
    }
    return switch (Character.getType(codePoint)) {
      case Character.OTHER_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          new Replace(lexer.span(), "");
      default -> null;
    };
  }

  /** Returns whether there is an end of the text, behind blanks, or a bracket. */
  private boolean separates(int at) {
    String text = lexer.text();
    boolean ends =
        at < lexer.start() ? text.substring(0, at + 1).isBlank() : text.substring(at).isBlank();
    return ends || "(){}[]".indexOf(text.charAt(at)) >= 0;
  }

  private boolean follows(char c) {
    return lexer.start() > 0 && lexer.text().charAt(lexer.start() - 1) == c;
  }

  private boolean inWord(int at) {
    String text = lexer.text();
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  private Mending insert(String text) {
    return new Replace(new Span(lexer.start(), lexer.start()), text);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
