package dicegate.dice.notation;

import org.jspecify.annotations.Nullable;

/**
 * Why a text is not a roll: the player's fault, told as a value.
 *
 * @param code what went wrong, for programs
 * @param text what went wrong, for a person
 * @param position where, in UTF-16 units from the start of the text
 * @param length how much of the text is meant, in UTF-16 units; 0 where something is missing
 * @param hint a text that does parse and may be what was meant
 */
public record NotationError(
    Code code, String text, int position, int length, @Nullable String hint) {

  /** The kinds of error; stable, they travel to clients. */
  public enum Code {
    /** The text does not follow the grammar. */
    SYNTAX("syntax"),
    /** A number is over its limit, or below what makes sense. */
    LIMIT("limit"),
    /** The text is longer than {@link dicegate.dice.DiceLimits#MAX_TEXT_CHARS}. */
    TOO_LONG("too_long");

    private final String id;

    Code(String id) {
      this.id = id;
    }

    /** Returns the code as it travels. */
    public String id() {
      return id;
    }
  }
}
