package dicegate.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which some parts were replaced, and where each position of it was before: errors about
 * it are told about the text that a person typed. Immutable.
 */
public final class ReplacedText {

  private final String text;
  private final List<Replacement> replacements;

  private record Replacement(int from, int end, int newFrom, int newEnd) {}

  private ReplacedText(String text, List<Replacement> replacements) {
    this.text = text;
    this.replacements = List.copyOf(replacements);
  }

  /** Makes a text from the left to the right. Confined to one thread, used once. */
  public static final class Builder {

    private final String original;
    private final StringBuilder text;
    private final List<Replacement> replacements = new ArrayList<>();
    private int copied;

    public Builder(String original) {
      this.original = original;
      this.text = new StringBuilder(original.length());
    }

    /** Replaces a part of the original text, which is behind those replaced before. */
    public void replace(int from, int end, String replacement) {
      text.append(original, copied, from);
      int newFrom = text.length();
      text.append(replacement);
      replacements.add(new Replacement(from, end, newFrom, text.length()));
      copied = end;
    }

    /** Returns the text with all that follows the last replaced part. */
    public ReplacedText build() {
      text.append(original, copied, original.length());
      return new ReplacedText(text.toString(), replacements);
    }
  }

  /** Returns the new text. */
  public String text() {
    return text;
  }

  /** Tells whether nothing was replaced. */
  public boolean isOriginal() {
    return replacements.isEmpty();
  }

  /** Returns where something that begins at a position of the new text began in the original. */
  public int originalStart(int start) {
    int shift = 0;
    for (Replacement each : replacements) {
      if (start < each.newFrom()) {
        break;
      }
      if (start < each.newEnd()) {
        return each.from();
      }
      shift = each.end() - each.newEnd();
    }
    return start + shift;
  }

  /** Returns where something that ends at a position of the new text ended in the original. */
  public int originalEnd(int end) {
    int shift = 0;
    for (Replacement each : replacements) {
      if (end <= each.newFrom()) {
        break;
      }
      if (end < each.newEnd()) {
        return each.end();
      }
      shift = each.end() - each.newEnd();
    }
    return end + shift;
  }
}
