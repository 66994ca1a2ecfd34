package dicegate.dice.notation;

import dicegate.dice.DiceLimits;

/**
 * Finds a text that parses for one that does not: each error carries the change that removes it,
 * and these are applied one after the other, at most {@link #MAX_REPAIRS}, until the text parses.
 * So a hint always parses. Stateless.
 */
final class Hints {

  /** The suggestion for texts that cannot be corrected. */
  static final String EXAMPLE = "3d6";

  /** After more fixes than these, the text would hardly be the intended one. */
  private static final int MAX_REPAIRS = 8;

  private Hints() {}

  /** Returns a corrected text that parses, starting with the fix of the first error. */
  static String repair(String text, DiceException first) {
    String repaired = text;
    DiceException error = first;
    for (int i = 0; i < MAX_REPAIRS; i++) {
      repaired = error.fix().applyTo(repaired);
      if (repaired.length() > DiceLimits.MAX_TEXT_CHARS) {
        return EXAMPLE;
      }
      try {
        Notation.parseOrThrow(repaired);
        return repaired.strip();
      } catch (DiceException next) {
        error = next;
      }
    }
    return EXAMPLE;
  }
}
