package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DiceError.Code;
import org.jspecify.annotations.Nullable;

/**
 * Finds a text that means what the player meant, for one that does not parse: by the spellings of
 * other tools ({@link ForeignSpellings}), else by the {@link Mending} of each error. A text that
 * needs anything else has no hint: a wrong one would be a wrong roll. A hint always parses.
 * Stateless.
 */
final class Hints {

  /** After more changes than these, the text would hardly be the intended one. */
  private static final int MAX_CHANGES = 8;

  private Hints() {}

  /** Returns a text that parses; null if it is not certain what was meant. */
  static @Nullable String of(String text, DiceException first) {
    if (first.error().code() == Code.TOO_LONG) {
      return null;
    }
    ForeignSpellings.Meaning meaning = ForeignSpellings.find(text);
    String hint = meaning == null ? mend(text, first) : meaning.text();
    return hint == null || ForeignSpellings.isDisputed(hint) ? null : hint;
  }

  private static @Nullable String mend(String text, DiceException first) {
    String mended = text;
    DiceException error = first;
    for (int i = 0; i < MAX_CHANGES; i++) {
      Mending mending = error.mending();
      mended = mending == null ? null : mending.applyTo(mended);
      if (mended == null || mended.length() > DiceLimits.MAX_TEXT_CHARS) {
        return null;
      }
      DiceException next = Notation.errorOf(mended);
      if (next == null) {
        return mended.strip();
      }
      boolean charactersMended =
          error.error().code() == Code.CHARACTER && next.error().code() != Code.CHARACTER;
      ForeignSpellings.Meaning meaning = charactersMended ? ForeignSpellings.find(mended) : null;
      if (meaning != null) {
        return meaning.text();
      }
      error = next;
    }
    return null;
  }
}
