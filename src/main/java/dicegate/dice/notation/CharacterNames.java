package dicegate.dice.notation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of and replacements for characters that are not part of the notation. Stateless. */
final class CharacterNames {

  private static final int FULL_WIDTH_FIRST = 0xFF01;
  private static final int FULL_WIDTH_LAST = 0xFF5E;
  private static final int FULL_WIDTH_OFFSET = FULL_WIDTH_FIRST - '!';

  /** Characters that keyboards, phones and word processors produce instead of those of a roll. */
  private static final Map<Integer, String> LOOKALIKES =
      Map.ofEntries(
          Map.entry(0x2010, "-"),
          Map.entry(0x2011, "-"),
          Map.entry(0x2012, "-"),
          Map.entry(0x2013, "-"),
          Map.entry(0x2014, "-"),
          Map.entry(0x2212, "-"),
          Map.entry(0x00F7, "/"),
          Map.entry(0x2044, "/"),
          Map.entry(0x2215, "/"),
          Map.entry(0x2264, "<="),
          Map.entry(0x2265, ">="),
          Map.entry(0x2260, "<>"));

  private CharacterNames() {}

  /** Returns a readable form of a code point; invisible ones by name and number. */
  static String describe(int codePoint) {
    if (codePoint > 0x20 && codePoint < 0x7f) {
      return "\"" + (char) codePoint + "\"";
    }
    if (Character.getType(codePoint) == Character.SURROGATE) {
      return "half a character (U+%04X)".formatted(codePoint);
    }
    @Nullable String unicodeName = Character.getName(codePoint);
    String name = unicodeName == null ? "unassigned" : unicodeName.toLowerCase(Locale.ROOT);
    return visible(codePoint)
        ? "\"%s\" (%s, U+%04X)".formatted(Character.toString(codePoint), name, codePoint)
        : "%s (U+%04X)".formatted(name, codePoint);
  }

  /** Returns the character of the notation that was probably meant; empty if there is none. */
  static String replacement(int codePoint) {
    if (Character.isSpaceChar(codePoint) || Character.isWhitespace(codePoint)) {
      return " ";
    }
    if (codePoint >= FULL_WIDTH_FIRST && codePoint <= FULL_WIDTH_LAST) {
      return Character.toString(codePoint - FULL_WIDTH_OFFSET);
    }
    int digit = Character.digit(codePoint, 10);
    if (digit >= 0) {
      return Integer.toString(digit);
    }
    String folded = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
    boolean letter = Character.isLetter(codePoint) && folded.matches("[A-Za-z]");
    return LOOKALIKES.getOrDefault(codePoint, letter ? folded : "");
  }

  static boolean visible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> true;
    };
  }
}
