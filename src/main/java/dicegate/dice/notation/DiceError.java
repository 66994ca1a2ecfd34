package dicegate.dice.notation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a text cannot be rolled: a mistake of the player, as a value.
 *
 * @param code the kind of error, for programs
 * @param text the message, for a person
 * @param span the position in the text; of length 0 if something is missing there
 * @param expected what is allowed at the position; empty if the error is of another kind
 * @param hint a text that parses and means what was meant; null if that is not certain
 */
public record DiceError(
    Code code, String text, Span span, List<String> expected, @Nullable String hint) {

  public DiceError {
    expected = List.copyOf(expected);
  }

  /** The kinds of error; stable, since clients receive them. */
  public enum Code {
    /** The text does not follow the grammar. */
    SYNTAX("syntax"),
    /** A character that is not part of the notation. */
    CHARACTER("character"),
    /** The text is longer than {@link dicegate.dice.DiceLimits#MAX_TEXT_CHARS}. */
    TOO_LONG("too_long"),
    /** Something exceeds one of the {@link dicegate.dice.DiceLimits}. */
    LIMIT("limit"),
    /** A number that is not valid in its place: half a die, a die without sides. */
    BAD_NUMBER("bad_number"),
    /** Two modifiers that contradict each other. */
    CONFLICT("conflict"),
    /** A group of one member whose modifiers have no dice to apply to. */
    GROUP("group"),
    /** Symbols where only numbers are allowed. */
    SYMBOLS("symbols"),
    /** Dice that would be rolled without end. */
    ENDLESS("endless"),
    /** A variable, whose value the request should have had instead. */
    UNKNOWN_VARIABLE("unknown_variable"),
    /** The dice are entered by hand, and the face of a die is missing. */
    FACES_WANTED("faces_wanted"),
    /** The dice are entered by hand, and a die does not have its face, or faces are left over. */
    BAD_FACES("bad_faces"),
    /** Division by zero. */
    DIVISION_BY_ZERO("division_by_zero");

    private final String id;

    Code(String id) {
      this.id = id;
    }

    /** Returns the code as sent to clients. */
    public String id() {
      return id;
    }
  }
}
