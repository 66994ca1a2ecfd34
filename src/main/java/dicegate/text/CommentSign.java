package dicegate.text;

import java.util.Locale;
import java.util.Set;

/**
 * The rule for {@code //}, which begins a comment in some tools and in others divides and drops the
 * fraction: it is a comment where no operand can follow. Engine and gateway use the same rule,
 * since the gateway replaces variables outside of comments alone. Stateless.
 */
public final class CommentSign {

  /** The functions of the dice language; with a bracket behind it, such a word is an operand. */
  private static final Set<String> FUNCTIONS =
      Set.of("floor", "ceil", "round", "abs", "min", "max", "sqrt", "sign", "pow");

  private static final Set<String> OPERANDS =
      Set.of("d", "adv", "advantage", "dis", "disadvantage");

  private CommentSign() {}

  /**
   * Tells whether the {@code //} begins a comment: after blanks, there is no digit, sign, bracket,
   * {@code @}, die, function or advantage.
   *
   * @param at the index after the {@code //}
   */
  public static boolean isComment(String text, int at) {
    int from = TypedRoll.skipBlanks(text, at);
    if (from == text.length()) {
      return true;
    }
    char first = text.charAt(from);
    return isLetter(first) ? !isOperand(text, from) : !isDigit(first) && "({+-@".indexOf(first) < 0;
  }

  private static boolean isOperand(String text, int from) {
    int end = from;
    while (end < text.length() && isLetter(text.charAt(end))) {
      end++;
    }
    String word = text.substring(from, end).toLowerCase(Locale.ROOT);
    if (FUNCTIONS.contains(word)) {
      int next = TypedRoll.skipBlanks(text, end);
      return next < text.length() && text.charAt(next) == '(';
    }
    // Fate dice may have modifiers, and no word of a player begins like them.
    return OPERANDS.contains(word) || word.startsWith("df");
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
