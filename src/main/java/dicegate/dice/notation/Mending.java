package dicegate.dice.notation;

import org.jspecify.annotations.Nullable;

/**
 * A change of a text that corrects how it is written and not what it says: of a bracket, a comma, a
 * doubled sign, a stray character. What a player may have meant otherwise is not guessed.
 */
sealed interface Mending {

  /** The longest text whose brackets are mended, since each place is tried. */
  int MAX_BRACKETED_CHARS = 100;

  /** Returns the changed text; null if there is none that can only mean one thing. */
  @Nullable String applyTo(String text);

  /**
   * The replacement of a part of the text.
   *
   * @param span the part
   * @param replacement the new text of the part; empty to remove it
   */
  record Replace(Span span, String replacement) implements Mending {

    @Override
    public String applyTo(String text) {
      return text.substring(0, span.start()) + replacement + text.substring(span.end());
    }
  }

  /**
   * A bracket that is missing at the end of the text. It is put there if the text would mean the
   * same with it at every other place, as in {@code (2d6+1} but not in {@code (2d6+1*2}.
   *
   * @param open the position of the opening bracket
   * @param bracket the closing bracket
   */
  record Close(int open, String bracket) implements Mending {

    @Override
    public @Nullable String applyTo(String text) {
      if (text.length() > MAX_BRACKETED_CHARS) {
        return null;
      }
      SoleMeaning meaning = new SoleMeaning();
      for (int i = open + 1; i < text.length(); i++) {
        // Nobody means dice with a computed number who has written one without brackets.
        if ("dD".indexOf(text.charAt(i)) < 0) {
          meaning.addIfValid(insert(text, i, bracket));
        }
      }
      meaning.addIfValid(text + bracket);
      return meaning.text();
    }
  }

  /**
   * A closing bracket without an opening one. It is dropped if the text would mean the same with an
   * opening one wherever that is valid, as in {@code (1d6))} but not in {@code 1d6+2)*3}; one that
   * could belong to none is dropped at the end of the text alone.
   *
   * @param close the closing bracket
   * @param bracket the opening bracket
   */
  record Unopened(Span close, String bracket) implements Mending {

    @Override
    public @Nullable String applyTo(String text) {
      if (text.length() > MAX_BRACKETED_CHARS) {
        return null;
      }
      SoleMeaning meaning = new SoleMeaning();
      for (int i = 0; i < close.start(); i++) {
        meaning.addIfValid(insert(text, i, bracket));
      }
      boolean last = text.substring(close.end()).isBlank();
      if (meaning.text() != null || last) {
        meaning.addIfValid(new Replace(close, "").applyTo(text));
      }
      return meaning.text();
    }
  }

  private static String insert(String text, int at, String inserted) {
    return new Replace(new Span(at, at), inserted).applyTo(text);
  }

  /** Texts of which those that are valid must mean the same. Confined to one thread. */
  final class SoleMeaning {

    private @Nullable String text;
    private @Nullable String canonical;
    private boolean ambiguous;

    private void addIfValid(String candidate) {
      RollRequest request = Notation.parseOrNull(candidate);
      if (request == null) {
        return;
      }
      String found = Notation.print(request);
      ambiguous |= canonical != null && !canonical.equals(found);
      canonical = found;
      text = candidate;
    }

    /** Returns the last valid text; null if there is none, or one that means something else. */
    private @Nullable String text() {
      return ambiguous ? null : text;
    }
  }
}
