package dicegate.dice.notation;

import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.DiceException.Fix;
import java.util.ArrayList;
import java.util.List;

/** The syntax errors of the current token, each with a fix. Confined to one thread. */
final class SyntaxErrors {

  private static final List<String> OPERAND =
      List.of("a number", "dice", "a function", "\"(\"", "\"{\"");

  private static final String TEXT_ENDS = "the text ends here";

  private final Lexer lexer;

  SyntaxErrors(Lexer lexer) {
    this.lexer = lexer;
  }

  /** Returns the error for a token that does not start an operand. */
  DiceException operandExpected() {
    if (lexer.text().isBlank()) {
      return expected("There is nothing to roll.", OPERAND, removeToken());
    }
    return expected(
        "A number or dice is expected, but %s.".formatted(found()), OPERAND, supplyOperand("1"));
  }

  /** Returns the error for a token that is not a whole number. */
  DiceException wholeNumberExpected(String place, String example) {
    if (lexer.token() == Token.NUMBER) {
      return DiceException.of(
          Code.BAD_NUMBER,
          "A whole number is expected %s, not %s.".formatted(place, lexer.tokenText()),
          lexer.span(),
          List.of("a whole number"),
          new Fix(lexer.span(), Long.toString(lexer.integer())));
    }
    return expected(
        "A whole number is expected %s, but %s.".formatted(place, found()),
        List.of("a whole number"),
        insert(example));
  }

  /** Returns the error for a token that is not a number of sides. */
  DiceException sidesExpected() {
    return expected(
        "The number of sides is expected after the d, but %s.".formatted(found()),
        List.of("a whole number", "\"%\"", "\"F\"", "\"(\""),
        lexer.token() == Token.MINUS ? new Fix(lexer.span(), "") : insert("6"));
  }

  /** Returns the error for a token that is neither the closing bracket nor an operator. */
  DiceException closeExpected(String close, boolean list) {
    List<String> others = list ? List.of("\",\"", quoted(close)) : List.of(quoted(close));
    return lexer.token() == Token.END
        ? expected("A \"%s\" is missing.".formatted(close), others, insert(close))
        : operatorExpected(others);
  }

  /** Returns the error for a token that is neither the end nor an operator. */
  DiceException endExpected() {
    return operatorExpected(List.of("the end"));
  }

  /** Returns the error for a token that is not the opening bracket of a function. */
  DiceException openExpected(String function) {
    return expected(
        "A \"(\" is expected after %s, but %s.".formatted(function, found()),
        List.of("\"(\""),
        new Fix(new Span(lexer.previousStart(), lexer.previousEnd()), ""));
  }

  /** Returns the error for a modifier that is not allowed here. */
  DiceException modifierMisplaced(String message, Fix fix) {
    return DiceException.of(Code.SYNTAX, message, lexer.span(), List.of(), fix);
  }

  /** Returns the fix that removes a modifier, with the point that seems to belong to it. */
  Fix removeModifier() {
    String text = lexer.text();
    int end = lexer.end();
    while (end < text.length() && "0123456789<>=!pP".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return new Fix(new Span(lexer.start(), end), "");
  }

  private DiceException operatorExpected(List<String> others) {
    List<String> expected = new ArrayList<>(List.of("an operator"));
    expected.addAll(others);
    return expected(
        "An operator is expected, but %s.".formatted(found()), expected, joinToOperand());
  }

  private DiceException expected(String message, List<String> expected, Fix fix) {
    if (lexer.token() != Token.UNKNOWN_CHARACTER) {
      return DiceException.of(Code.SYNTAX, message, lexer.span(), expected, fix);
    }
    int codePoint = lexer.text().codePointAt(lexer.start());
    if (codePoint == '.' || codePoint == ']') {
      return misplaced(codePoint, expected);
    }
    String replacement = CharacterNames.replacement(codePoint);
    boolean remove = replacement.isEmpty() && CharacterNames.visible(codePoint);
    return DiceException.of(
        Code.CHARACTER,
        "This character is not part of the dice notation: %s."
            .formatted(CharacterNames.describe(codePoint)),
        lexer.span(),
        expected,
        remove ? removeToken() : new Fix(lexer.span(), replacement));
  }

  /** Returns the error for a character of the notation in the wrong place. */
  private DiceException misplaced(int codePoint, List<String> expected) {
    String message =
        codePoint == '.'
            ? "A \".\" is allowed only between the digits of a number, and in dF.1 and dF.2."
            : "This \"]\" does not close a label.";
    Fix fix = lexer.followedByDigit() && codePoint == '.' ? insert("0") : removeToken();
    return DiceException.of(Code.SYNTAX, message, lexer.span(), expected, fix);
  }

  private String found() {
    return lexer.token() == Token.END ? TEXT_ENDS : quoted(lexer.tokenText()) + " was found";
  }

  /** Returns the fix that joins the token to the operand before it, or removes the token. */
  private Fix joinToOperand() {
    return switch (lexer.token()) {
      case OPEN_PAREN, OPEN_BRACE -> insert("*");
      case NUMBER, D, FLOOR, CEIL, ROUND, ABS -> insert("+");
      case UNKNOWN_WORD -> translateWord();
      case COMMA -> joinThousands();
      default -> removeToken();
    };
  }

  /** Replaces the {@code x} that many write for times, and the German {@code w} for dice. */
  private Fix translateWord() {
    return switch (lexer.tokenText()) {
      case "x", "X" -> new Fix(lexer.span(), "*");
      case "w", "W" -> new Fix(lexer.span(), "d");
      default -> removeToken();
    };
  }

  /** Removes a comma between digits, which separates thousands. */
  private Fix joinThousands() {
    return lexer.previousEnd() == lexer.start() && lexer.followedByDigit()
        ? new Fix(lexer.span(), "")
        : removeToken();
  }

  private Fix supplyOperand(String operand) {
    return switch (lexer.token()) {
      case END -> new Fix(new Span(lexer.previousStart(), lexer.end()), "");
      case CLOSE_PAREN, CLOSE_BRACE, COMMA -> insert(operand);
      default -> removeToken();
    };
  }

  /** Removes the token; a blank keeps the words beside it apart. */
  private Fix removeToken() {
    return new Fix(lexer.span(), inWord(lexer.start() - 1) && inWord(lexer.end()) ? " " : "");
  }

  private boolean inWord(int at) {
    String text = lexer.text();
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  private Fix insert(String text) {
    return new Fix(new Span(lexer.start(), lexer.start()), text);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
