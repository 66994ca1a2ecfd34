package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.Faces.Run;
import dicegate.dice.notation.Faces.SymbolCount;
import dicegate.dice.notation.Mending.Replace;
import dicegate.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses the faces between the brackets directly after a {@code d}, {@code [1,2,2,4]} or {@code
 * [success,blank]}. It reads characters, since names have letters that tokens do not have. Confined
 * to one thread, used once.
 */
final class FacesParser {

  private static final List<String> FACE = List.of("a whole number", "a name");
  private static final List<String> AFTER_FACE = List.of("\",\"", "\"]\"");

  private final Lexer lexer;
  private final String text;
  private final int open;
  private int at;
  private long sides;
  private boolean symbolic;
  private final Set<String> symbols;

  /**
   * Makes a parser of the faces that the current token opens.
   *
   * @param symbols the names in the request so far; those of the faces are added
   */
  FacesParser(Lexer lexer, Set<String> symbols) {
    this.symbols = symbols;
    this.lexer = lexer;
    this.text = lexer.text();
    this.open = lexer.start();
    this.at = lexer.end();
  }

  /** Returns the faces, and moves on to the token after them. */
  Faces parse() {
    List<Run> runs = new ArrayList<>();
    do {
      runs.add(run(runs.size()));
    } while (take(","));
    if (!take("]")) {
      throw closeExpected();
    }
    lexer.advanceFrom(at);
    Faces.Custom custom = new Faces.Custom(runs);
    Run first = custom.runs().get(0);
    boolean numbered = custom.runs().size() == 1 && first.first() == 1 && !symbolic;
    return numbered ? new Faces.Sides(first.last()) : custom;
  }

  /** Parses a range such as {@code -1..1}, or a face such as {@code 2*success+advantage}. */
  private Run run(int before) {
    skipBlanks();
    int start = at;
    Face face = new Face();
    face.add(sign());
    int last = face.number;
    if (face.isNumber() && take("..")) {
      last = number(sign());
    } else {
      while (followsSign()) {
        face.addAfter(at);
      }
      last = face.number;
    }
    Span span = new Span(start, at);
    if (last < face.number) {
      throw DiceException.of(
          Code.BAD_NUMBER,
          "A range of faces goes from the lowest to the highest, not from %d to %d."
              .formatted(face.number, last),
          span);
    }
    Run run = new Run(face.number, last, face.symbols());
    sides += run.size();
    symbolic |= run.hasSymbols();
    if (before == DiceLimits.MAX_FACES_LISTED
        || (symbolic && sides > DiceLimits.MAX_FACES_LISTED)) {
      throw DiceException.of(
          Code.LIMIT,
          "At most %d faces can be listed.".formatted(DiceLimits.MAX_FACES_LISTED),
          span);
    }
    if (sides > DiceLimits.MAX_SIDES) {
      throw DiceRules.limit("sides", (double) sides, DiceLimits.MAX_SIDES, span);
    }
    return run;
  }

  /** The sum of the terms of a face so far. */
  private final class Face {

    private final Map<String, Integer> factors = new LinkedHashMap<>();
    private int number;
    private boolean numbered;

    boolean isNumber() {
      return numbered && factors.isEmpty();
    }

    List<SymbolCount> symbols() {
      List<SymbolCount> counts = new ArrayList<>();
      factors.forEach(
          (name, factor) -> {
            if (factor != 0) {
              counts.add(new SymbolCount(name, factor));
            }
          });
      return counts;
    }

    /** Parses the operator at the position, and a term. */
    void addAfter(int operator) {
      boolean minus = follows("-");
      at++;
      boolean negative = sign();
      if (numbered && atDigit() && !atFactor()) {
        // Other tools write a range as 0-9.
        Span sign = new Span(operator, operator + 1);
        throw DiceException.of(
            Code.SYNTAX,
            "A face has at most one number; a range of faces has two dots.",
            sign,
            List.of("\"..\""),
            minus && isNumber() ? new Replace(sign, "..") : null);
      }
      add(minus ^ negative);
    }

    /** Parses a number, or a name with a factor. */
    void add(boolean negative) {
      int start = at;
      if (!atDigit() && !atName()) {
        throw faceExpected();
      }
      int value = atDigit() ? number(negative) : negative ? -1 : 1;
      boolean factored = at > start;
      if (factored && !take("*")) {
        number = value;
        numbered = true;
        return;
      }
      skipBlanks();
      if (!atName()) {
        throw wrong("A name is expected after the \"*\"", List.of("a name"), null);
      }
      String name = name();
      if (name.equalsIgnoreCase(Printer.BLANK)) {
        return;
      }
      long factor = (long) factors.getOrDefault(name, 0) + value;
      if (Math.abs(factor) > DiceLimits.MAX_SYMBOL_FACTOR) {
        throw DiceException.of(
            Code.LIMIT,
            "A face can have a symbol at most %d times.".formatted(DiceLimits.MAX_SYMBOL_FACTOR),
            new Span(start, at));
      }
      factors.put(name, (int) factor);
      if (symbols.add(name) && symbols.size() > DiceLimits.MAX_SYMBOLS) {
        throw DiceRules.limit(
            "symbols", symbols.size(), DiceLimits.MAX_SYMBOLS, new Span(start, at));
      }
    }
  }

  /** Tells whether the number at the position is the factor of a symbol. */
  private boolean atFactor() {
    int after = at;
    while (after < text.length() && isDigit(text.charAt(after))) {
      after++;
    }
    while (after < text.length() && Lexer.isBlank(text.charAt(after))) {
      after++;
    }
    return text.startsWith("*", after);
  }

  /** Parses a sign if there is one; returns whether it is a minus. */
  private boolean sign() {
    boolean negative = take("-");
    if (!negative) {
      take("+");
    }
    skipBlanks();
    return negative;
  }

  private boolean followsSign() {
    skipBlanks();
    return follows("+") || follows("-");
  }

  private boolean atDigit() {
    return at < text.length() && isDigit(text.charAt(at));
  }

  private boolean atName() {
    return at < text.length() && Character.isLetter(text.codePointAt(at));
  }

  /** Parses letters, marks, digits and underscores of any script, with minus signs between them. */
  private String name() {
    int start = at;
    while (isOfName(at) || (follows("-") && isOfName(at + 1))) {
      at += Character.charCount(text.codePointAt(at));
    }
    String name = text.substring(start, at);
    int length = name.codePointCount(0, name.length());
    if (length > DiceLimits.MAX_SYMBOL_CHARS) {
      throw DiceException.of(
          Code.LIMIT,
          "The name of a symbol can have at most %d characters, not %d."
              .formatted(DiceLimits.MAX_SYMBOL_CHARS, length),
          new Span(start, at));
    }
    return name;
  }

  private boolean isOfName(int index) {
    if (index >= text.length()) {
      return false;
    }
    int codePoint = text.codePointAt(index);
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER ->
          PlainText.isAllowed(codePoint);
      default -> Character.isLetter(codePoint) || codePoint == '_';
    };
  }

  private int number(boolean negative) {
    int digits = at;
    long value = 0;
    while (atDigit()) {
      value = Math.min(value * 10 + (text.charAt(at++) - '0'), DiceLimits.MAX_FACE + 1L);
    }
    if (at == digits) {
      throw faceExpected();
    }
    if (follows(".") && !follows("..")) {
      throw DiceException.of(
          Code.BAD_NUMBER, "A face must be a whole number.", new Span(digits, at + 1), FACE, null);
    }
    if (value > DiceLimits.MAX_FACE) {
      throw DiceException.of(
          Code.LIMIT,
          "Faces from -%1$d to %1$d are allowed; this one is outside."
              .formatted(DiceLimits.MAX_FACE),
          new Span(digits, at));
    }
    return (int) (negative ? -value : value);
  }

  private DiceException faceExpected() {
    return wrong("A face is expected", FACE, null);
  }

  /** Returns the error for what is neither a comma nor the closing bracket. */
  private DiceException closeExpected() {
    if (at == text.length()) {
      return DiceException.of(
          Code.SYNTAX,
          "The faces have no closing \"]\".",
          new Span(open, at),
          List.of("\"]\""),
          new Replace(new Span(at, at), "]"));
    }
    return wrong("A \",\" or \"]\" is expected", AFTER_FACE, null);
  }

  private DiceException wrong(String what, List<String> expected, @Nullable Mending mending) {
    if (at == text.length()) {
      return DiceException.of(
          Code.SYNTAX, what + ", but the text ends here.", new Span(at, at), expected, mending);
    }
    int codePoint = text.codePointAt(at);
    Span span = new Span(at, at + Character.charCount(codePoint));
    String replacement = CharacterNames.replacement(codePoint);
    boolean similar = !replacement.isEmpty() && !replacement.equals(Character.toString(codePoint));
    if (!similar && CharacterNames.visible(codePoint)) {
      return DiceException.of(
          Code.SYNTAX,
          "%s, but \"%s\" was found.".formatted(what, Character.toString(codePoint)),
          span,
          expected,
          mending);
    }
    return DiceException.of(
        Code.CHARACTER,
        "This character is not part of the dice notation: %s."
            .formatted(CharacterNames.describe(codePoint)),
        span,
        expected,
        new Replace(span, replacement));
  }

  private boolean take(String sign) {
    skipBlanks();
    boolean found = follows(sign);
    at += found ? sign.length() : 0;
    return found;
  }

  private boolean follows(String sign) {
    return text.startsWith(sign, at);
  }

  private void skipBlanks() {
    while (at < text.length() && Lexer.isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
