package dicegate.dice.notation;

import dicegate.dice.DiceLimits;

/**
 * Finds a text that does parse for one that does not, by mending one error after the other.
 * Stateless.
 */
final class Hints {

  /** What to suggest where nothing can be made of the text. */
  static final String EXAMPLE = "3d6";

  /** With more faults than these, what comes out is hardly what was meant. */
  private static final int MAX_REPAIRS = 8;

  private Hints() {}

  /** Returns a text that parses, as near to the given one as the first error's fix allows. */
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
