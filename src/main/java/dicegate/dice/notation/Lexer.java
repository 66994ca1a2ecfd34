package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.text.CommentSign;
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

  /** Extends the token by lower-case letters and digits, if they follow it directly. */
  boolean extend(String rest) {
    return take(rest);
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

  /** Moves on to the token at or after a later position; the current token ends there. */
  void advanceFrom(int later) {
    end = later;
    advance();
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
      case 'd' -> {
        if (take("isadvantage") || take("is")) {
          yield Token.DISADVANTAGE;
        }
        yield take('h') ? Token.DH : take('l') ? Token.DL : takeLast('c') ? Token.DC : Token.D;
      }
      case 'k' -> take('h') ? Token.KH : take('l') ? Token.KL : Token.K;
      case 'r' ->
          take("ound")
              ? Token.ROUND
              : take('r') ? Token.RR : !follows("odd") && take('o') ? Token.RO : Token.R;
      case 's' -> {
        if (take("qrt")) {
          yield Token.SQRT;
        }
        yield take("ign") ? Token.SIGN : take('a') ? Token.SA : take('d') ? Token.SD : Token.S;
      }
      case 'c' ->
          take("eil")
              ? Token.CEIL
              : take("oc")
                  ? Token.COC
                  : take('s') ? Token.CS : take('f') ? Token.CF : unknownWord();
      case 'f' -> take("loor") ? Token.FLOOR : Token.F;
      case 'm' -> take("in") ? Token.MIN : take("ax") ? Token.MAX : matching();
      case 'a' -> {
        if (take("dvantage") || take("dv")) {
          yield Token.ADVANTAGE;
        }
        yield take("bs") ? Token.ABS : unknownWord();
      }
      case 'b' -> take("onus") ? Token.BONUS : take('y') ? Token.BY : unknownWord();
      case 'u' -> Token.U;
      case 'v' -> take('s') ? Token.VS : unknownWord();
      case 'p' -> take("enalty") ? Token.PENALTY : take("ow") ? Token.POW : Token.P;
      case 'e' -> take("ven") ? Token.EVEN : unknownWord();
      case 'o' -> take("dd") ? Token.ODD : afterBang() ? Token.O : unknownWord();
      case 't' -> afterBang() ? Token.T : unknownWord();
      case 'i' -> afterBang() ? Token.I : unknownWord();
      default -> unknownWord();
    };
  }

  private Token matching() {
    return take('t') ? Token.MT : take('w') ? Token.MW : take('h') ? Token.MH : Token.M;
  }

  /** Tells whether nothing but a {@code p} is between the letter just read and a {@code !}. */
  private boolean afterBang() {
    int before = lastBefore(end - 1);
    if (before >= 0 && lower(text.charAt(before)) == 'p') {
      before = lastBefore(before);
    }
    return before >= 0 && text.charAt(before) == '!';
  }

  /** Returns the index of the last character before the given one that is not blank. */
  private int lastBefore(int index) {
    int at = index - 1;
    while (at >= 0 && isBlank(text.charAt(at))) {
      at--;
    }
    return at;
  }

  private Token symbol(char c) {
    return switch (c) {
      case '+' -> Token.PLUS;
      case '-' -> Token.MINUS;
      case '*' -> take('*') ? Token.POWER : Token.STAR;
      case '/' -> takeComment() ? Token.HASH : Token.SLASH;
      case '%' -> Token.PERCENT;
      case '^' -> Token.POWER;
      case '(' -> Token.OPEN_PAREN;
      case ')' -> Token.CLOSE_PAREN;
      case '{' -> Token.OPEN_BRACE;
      case '}' -> Token.CLOSE_BRACE;
      case '[' -> Token.OPEN_BRACKET;
      case ',' -> Token.COMMA;
      case ';' -> Token.SEMICOLON;
      case '#' -> Token.HASH;
      case '!' -> take('!') ? Token.BANG_BANG : Token.BANG;
      case '=' -> Token.EQUAL;
      case '<' -> take('=') ? Token.LESS_OR_EQUAL : take('>') ? Token.NOT_EQUAL : Token.LESS;
      case '>' -> take('=') ? Token.GREATER_OR_EQUAL : Token.GREATER;
      default -> unknownCharacter();
    };
  }

  /** Extends a {@code /} to a comment sign, if it is the first half of one. */
  private boolean takeComment() {
    if (!followedBy('/') || !CommentSign.isComment(text, end + 1)) {
      return false;
    }
    end++;
    return true;
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

  /** Takes a letter if no other one follows it: {@code dc} is a word, but {@code dcs} is two. */
  private boolean takeLast(char c) {
    boolean last = end + 1 >= length || !isLetter(text.charAt(end + 1));
    return last && take(c);
  }

  private boolean take(String rest) {
    if (!follows(rest)) {
      return false;
    }
    end += rest.length();
    return true;
  }

  private boolean follows(String rest) {
    if (end + rest.length() > length) {
      return false;
    }
    for (int i = 0; i < rest.length(); i++) {
      if (lower(text.charAt(end + i)) != rest.charAt(i)) {
        return false;
      }
    }
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

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
