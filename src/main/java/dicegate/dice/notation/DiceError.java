package dicegate.dice.notation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a text cannot be rolled: the player's fault, told as a value.
 *
 * @param code what went wrong, for programs
 * @param text what went wrong, for a person
 * @param span where; of no length where something is missing
 * @param expected what could have stood there; empty where that is not the matter
 * @param hint a text that does parse and may be what was meant; null where only the dice decide
 */
public record DiceError(
    Code code, String text, Span span, List<String> expected, @Nullable String hint) {

  public DiceError {
    expected = List.copyOf(expected);
  }

  /** The kinds of error; stable, they travel to clients. */
  public enum Code {
    /** The text does not follow the grammar. */
    SYNTAX("syntax"),
    /** A character that the language does not know. */
    CHARACTER("character"),
    /** The text is longer than {@link dicegate.dice.DiceLimits#MAX_TEXT_CHARS}. */
    TOO_LONG("too_long"),
    /** More than one of the {@link dicegate.dice.DiceLimits} allows. */
    LIMIT("limit"),
    /** A number that makes no sense there: half a die, a die without sides. */
    BAD_NUMBER("bad_number"),
    /** Two modifiers that contradict each other. */
    CONFLICT("conflict"),
    /** A group of one member whose modifiers have no dice to work on. */
    GROUP("group"),
    /** Dice that would be rolled for ever. */
    ENDLESS("endless"),
    /** Something divided by zero. */
    DIVISION_BY_ZERO("division_by_zero");

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
