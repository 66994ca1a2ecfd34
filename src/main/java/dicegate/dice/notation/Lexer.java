package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text into tokens, one at a time, by longest match. Takes time linear in the text.
 * Confined to one thread, used once.
 */
final class Lexer {

  private final String text;
  private final int length;
  private int start;
  private int end;
  private int previousStart;
  private int previousEnd;
  private Token token = Token.END;
  private long integer;
  private boolean fraction;

  /** The end of the run of letters that was last checked to consist of words. */
  private int checkedEnd;

  Lexer(String text) {
    this.text = text;
    this.length = text.length();
  }

  /** Moves on to the next token. */
  void advance() {
    previousStart = start;
    previousEnd = end;
    token = next();
  }

  /** Returns the kind of the token. */
  Token token() {
    return token;
  }

  private Token next() {
    int at = end;
    while (at < length && isBlank(text.charAt(at))) {
      at++;
    }
    start = at;
    end = at;
    if (at == length) {
      return Token.END;
    }
    char c = text.charAt(at);
    if (isDigit(c)) {
      return digits();
    }
    end++;
    return isLetter(c) ? letters(c) : symbol(c);
  }

  /** Returns the index of the token's first character. */
  int start() {
    return start;
  }

  /** Returns the index after the token. */
  int end() {
    return end;
  }

  /** Returns the index of the previous token's first character. */
  int previousStart() {
    return previousStart;
  }

  /** Returns the index after the previous token. */
  int previousEnd() {
    return previousEnd;
  }

  /** Returns the token as written. */
  String tokenText() {
    return text.substring(start, end);
  }

  Span span() {
    return new Span(start, end);
  }

  String text() {
    return text;
  }

  /** Returns the number; one above every limit is not exact, but still above it. */
  double number() {
    return fraction ? Double.parseDouble(tokenText()) : integer;
  }

  /** Returns the number's whole part; one above every limit is not exact, but still above it. */
  long integer() {
    return integer;
  }

  /** Tells whether the number has a fraction. */
  boolean fraction() {
    return fraction;
  }

  /** Tells whether the character directly after the token is the given one. */
  boolean followedBy(char c) {
    return end < length && text.charAt(end) == c;
  }

  /** Tells whether a digit follows the token directly. */
  boolean followedByDigit() {
    return end < length && isDigit(text.charAt(end));
  }

  /** Extends the token by {@code .1} or {@code .2}, if present; returns the digit or 0. */
  int fateVariant() {
    if (followedBy('.') && end + 1 < length) {
      int digit = text.charAt(end + 1) - '0';
      if (digit == 1 || digit == 2) {
        end += 2;
        return digit;
      }
    }
    return 0;
  }

  /**
   * Extends the token up to and including the character.
   *
   * @return the text before the character; null if it does not occur
   */
  @Nullable String readUntil(char last) {
    int at = text.indexOf(last, end);
    if (at < 0) {
      return null;
    }
    String before = text.substring(end, at);
    end = at + 1;
    return before;
  }

  /** Returns the text after the token. */
  String rest() {
    return text.substring(end);
  }

  private Token digits() {
    long value = 0;
    int at = start;
    while (at < length && isDigit(text.charAt(at))) {
      value = Math.min(value * 10 + (text.charAt(at) - '0'), DiceLimits.MAX_NUMBER + 1);
      at++;
    }
    end = at;
    integer = value;
    fraction = false;
    if (followedBy('.') && end + 1 < length && isDigit(text.charAt(end + 1))) {
      fraction = true;
      end++;
      while (end < length && isDigit(text.charAt(end))) {
        end++;
      }
    }
    return Token.NUMBER;
  }

  /** Reads a word; a run of letters that is not made up of words is one unknown word. */
  private Token letters(char first) {
    Token token = word(first);
    // After a number, d means dice, whatever follows.
    boolean ofDice = token == Token.D && start > 0 && isDigit(text.charAt(start - 1));
    if (ofDice || start < checkedEnd) {
      return token;
    }
    int wordEnd = end;
    while (end < length && isLetter(text.charAt(end))) {
      if (word(text.charAt(end++)) == Token.UNKNOWN_WORD) {
        return Token.UNKNOWN_WORD;
      }
    }
    checkedEnd = end;
    end = wordEnd;
    return token;
  }

  private Token word(char first) {
    return switch (first | 0x20) {
      case 'd' -> take('h') ? Token.DH : take('l') ? Token.DL : Token.D;
      case 'k' -> take('h') ? Token.KH : take('l') ? Token.KL : Token.K;
      case 'r' ->
          take("ound") ? Token.ROUND : take('r') ? Token.RR : take('o') ? Token.RO : Token.R;
      case 's' -> take('a') ? Token.SA : take('d') ? Token.SD : Token.S;
      case 'c' ->
          take("eil") ? Token.CEIL : take('s') ? Token.CS : take('f') ? Token.CF : unknownWord();
      case 'f' -> take("loor") ? Token.FLOOR : Token.F;
      case 'm' -> take("in") ? Token.MIN : take("ax") ? Token.MAX : unknownWord();
      case 'a' -> take("bs") ? Token.ABS : unknownWord();
      case 'u' -> Token.U;
      case 'p' -> Token.P;
      default -> unknownWord();
    };
  }

  private Token symbol(char c) {
    return switch (c) {
      case '+' -> Token.PLUS;
      case '-' -> Token.MINUS;
      case '*' -> take('*') ? Token.POWER : Token.STAR;
      case '/' -> Token.SLASH;
      case '%' -> Token.PERCENT;
      case '^' -> Token.POWER;
      case '(' -> Token.OPEN_PAREN;
      case ')' -> Token.CLOSE_PAREN;
      case '{' -> Token.OPEN_BRACE;
      case '}' -> Token.CLOSE_BRACE;
      case '[' -> Token.OPEN_BRACKET;
      case ',' -> Token.COMMA;
      case '#' -> Token.HASH;
      case '!' -> take('!') ? Token.BANG_BANG : Token.BANG;
      case '=' -> Token.EQUAL;
      case '<' -> take('=') ? Token.LESS_OR_EQUAL : take('>') ? Token.NOT_EQUAL : Token.LESS;
      case '>' -> take('=') ? Token.GREATER_OR_EQUAL : Token.GREATER;
      default -> unknownCharacter();
    };
  }

  private Token unknownWord() {
    while (end < length && isLetter(text.charAt(end))) {
      end++;
    }
    return Token.UNKNOWN_WORD;
  }

  private Token unknownCharacter() {
    end = start + Character.charCount(text.codePointAt(start));
    return Token.UNKNOWN_CHARACTER;
  }

  private boolean take(char c) {
    if (end < length && lower(text.charAt(end)) == c) {
      end++;
      return true;
    }
    return false;
  }

  private boolean take(String rest) {
    if (end + rest.length() > length) {
      return false;
    }
    for (int i = 0; i < rest.length(); i++) {
      if (lower(text.charAt(end + i)) != rest.charAt(i)) {
        return false;
      }
    }
    end += rest.length();
    return true;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
