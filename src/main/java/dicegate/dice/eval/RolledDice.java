package dicegate.dice.eval;

import dicegate.dice.TextSink;
import dicegate.dice.notation.Faces;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dice of one roll in the order of display, stored in arrays without an object for each die,
 * since a roll may have thousands. Indices are counted from 0. Immutable.
 */
public final class RolledDice {

  static final int DROPPED = 1 << 30;
  static final int FATE = 1 << 29;
  static final int CUSTOM = 1 << 28;

  private static final int FLAGS = CUSTOM - 1;

  private final int[] sides;
  private final int[] states;
  private final long[] numbers;
  private final long[] values;
  private final @Nullable DieHistory[] histories;

  /**
   * The faces of a die that do not follow from its number.
   *
   * @param faces those that it shows
   * @param discarded those that were rerolled
   * @param unusedTens the tens of a d100 that do not count, 0 to 90, in the order of rolling
   * @param symbolic the face of a die with symbols; null for other dice
   */
  record DieHistory(
      List<Integer> faces,
      List<Integer> discarded,
      List<Integer> unusedTens,
      Faces.@Nullable Run symbolic) {

    DieHistory(List<Integer> faces, List<Integer> discarded, List<Integer> unusedTens) {
      this(faces, discarded, unusedTens, null);
    }

    /** Makes the history of a die that shows a face with symbols. */
    DieHistory(Faces.Run symbolic) {
      this(List.of(symbolic.first()), List.of(), List.of(), symbolic);
    }

    DieHistory {
      faces = List.copyOf(faces);
      discarded = List.copyOf(discarded);
      unusedTens = List.copyOf(unusedTens);
    }
  }

  /** Takes ownership of the arrays. The array of histories may be empty if there are none. */
  RolledDice(
      int[] sides, int[] states, long[] numbers, long[] values, @Nullable DieHistory[] histories) {
    this.sides = sides;
    this.states = states;
    this.numbers = numbers;
    this.values = values;
    this.histories = histories;
  }

  /** Returns the number of dice. */
  public int count() {
    return sides.length;
  }

  /** Returns the number of sides. */
  public int sides(int die) {
    return sides[die];
  }

  /** Tells whether the die is a Fate die, whose six sides show -1, 0 or 1. */
  public boolean fate(int die) {
    return (states[die] & FATE) != 0;
  }

  /** Tells whether the die has faces of its own, not the numbers from 1. */
  public boolean custom(int die) {
    return (states[die] & CUSTOM) != 0;
  }

  /** Tells whether the die is kept. */
  public boolean kept(int die) {
    return (states[die] & DROPPED) == 0;
  }

  /** Returns what the die adds to its pool if kept: its number, or its score. */
  public long value(int die) {
    return values[die];
  }

  /** Returns the die's number after all phases before counting. */
  public long number(int die) {
    return numbers[die];
  }

  /** Tells whether the die is kept, is numbered from 1, and has no flags and no history. */
  public boolean plain(int die) {
    return states[die] == 0 && !facesDiffer(die);
  }

  /** Tells whether there are dice, all of them {@link #plain} and with the same sides. */
  public boolean uniform() {
    if (histories.length > 0 || values != numbers || sides.length == 0) {
      return false;
    }
    int differences = 0;
    for (int i = 0; i < sides.length; i++) {
      differences |= states[i] | (sides[i] ^ sides[0]);
    }
    return differences == 0;
  }

  /** Tells whether the die has any flag. */
  public boolean hasFlags(int die) {
    return (states[die] & FLAGS) != 0;
  }

  /** Tells whether the die has the flag. */
  public boolean has(int die, DieFlag flag) {
    return (states[die] & flag.bit()) != 0;
  }

  /** Tells whether {@link #faces} cannot be derived from {@link #value}. */
  public boolean facesDiffer(int die) {
    return values[die] != numbers[die] || (history(die) != null && symbolicFace(die) == null);
  }

  /** Returns the face of a die with symbols; null for other dice. */
  public Faces.@Nullable Run symbolicFace(int die) {
    DieHistory history = history(die);
    return history == null ? null : history.symbolic();
  }

  /** Tells whether {@link #number} is neither the {@link #value} nor the only one of the faces. */
  public boolean numberDiffers(int die) {
    return values[die] != numbers[die] && history(die) != null;
  }

  /** Returns the faces that the die shows; several if it was compounded. */
  public List<Integer> faces(int die) {
    DieHistory history = history(die);
    return history == null ? List.of((int) numbers[die]) : history.faces();
  }

  /** Returns the faces that were rerolled, in their order. */
  public List<Integer> discarded(int die) {
    DieHistory history = history(die);
    return history == null ? List.of() : history.discarded();
  }

  /** Returns the tens of bonus or penalty dice that do not count, 0 to 90, in their order. */
  public List<Integer> unusedTens(int die) {
    DieHistory history = history(die);
    return history == null ? List.of() : history.unusedTens();
  }

  /** Writes the dice's numbers, separated by {@code ", "}. */
  void writeNumbers(int from, int to, TextSink out) {
    out.numbers(numbers, from, to);
  }

  /** Returns the dice's numbers, one each. */
  @Override
  public String toString() {
    return Arrays.toString(numbers);
  }

  private @Nullable DieHistory history(int die) {
    return histories.length == 0 ? null : histories[die];
  }
}
