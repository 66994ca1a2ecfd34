package dicegate.dice.notation;

import java.util.Locale;
import java.util.Objects;

/**
 * The comparison of a roll's total with a target, {@code >=15}.
 *
 * @param target an expression of its own, which may roll
 * @param rule how far the total is above or below the target is judged by this
 */
public record Check(Comparison comparison, Expression target, Rule rule, Span span) {

  public Check {
    Objects.requireNonNull(comparison);
    Objects.requireNonNull(target);
    Objects.requireNonNull(rule);
  }

  /** How a check is judged beyond success and failure. */
  public sealed interface Rule {}

  /**
   * Whole steps above or below the target, {@code by 5}.
   *
   * @param size the size of a step, 1 to {@link dicegate.dice.DiceLimits#MAX_NUMBER}
   */
  public record Steps(long size) implements Rule {}

  /** The rules without a number. */
  public enum NamedRule implements Rule {
    /** Success and failure alone. */
    PLAIN,
    /** The seventh edition of Call of Cthulhu: roll under, in fifths and halves of the target. */
    COC,
    /** The second edition of Pathfinder: ten above or below is critical, and so are 20 and 1. */
    PF2;

    private final String symbol = name().toLowerCase(Locale.ROOT);

    /** Returns the word in the notation; {@link #PLAIN} has none there. */
    public String symbol() {
      return symbol;
    }
  }
}
