package dicegate.dice.eval;

import dicegate.dice.notation.Check.NamedRule;
import java.util.List;

/**
 * How well or badly a check went, in the words of a game.
 *
 * @param rank 1 or more for a success, 0 or less for a failure; the higher the better
 * @param name its name in the game, {@code hard success}
 */
public record Degree(int rank, String name) {

  /** The lowest rank of all games. */
  private static final int LOWEST = -1;

  private static final List<String> COC =
      List.of(
          "fumble", "failure", "success", "hard success", "extreme success", "critical success");

  private static final List<String> PF2 =
      List.of("critical failure", "failure", "success", "critical success");

  /**
   * Returns the degree of a rank.
   *
   * @param rank as {@link Verdict} ranks a check by the rule
   */
  public static Degree of(NamedRule rule, int rank) {
    List<String> names =
        switch (rule) {
          case PLAIN -> throw new IllegalArgumentException("a plain check has no degrees");
          case COC -> COC;
          case PF2 -> PF2;
        };
    return new Degree(rank, names.get(rank - LOWEST));
  }

  /** Tells whether it is a success. */
  public boolean success() {
    return rank > 0;
  }
}
