package dicegate.dice.eval;

import dicegate.dice.notation.Faces;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The die whose face is wanted next, when dice are entered by hand.
 *
 * @param given the number of faces that were given before it, which all fit
 * @param die its place among the dice of its pool, from 1
 * @param dice the number of dice of its pool, without those that are added
 * @param again whether this die was rolled already, and is rerolled or rolls another one
 */
public record WantedDie(Kind kind, int given, int die, int dice, boolean again) {

  /** The most numbers that are listed one by one. */
  static final int MAX_LISTED = 24;

  /**
   * A kind of die.
   *
   * @param die in the dice language, {@code d6}
   * @param part {@code units} or {@code tens} of a d100; empty for a whole die
   */
  public record Kind(String die, String part, FaceChoice faces) {

    /** Returns the die for a person. */
    String text() {
      return part.isEmpty() ? "a " + die : "the " + part + " of a " + die;
    }
  }

  /** The faces that a die has. */
  public sealed interface FaceChoice {

    /** Returns the faces for a person. */
    String text();
  }

  /** Different numbers, ascending. */
  public record Numbers(List<Integer> faces) implements FaceChoice {

    public Numbers {
      faces = List.copyOf(faces);
    }

    @Override
    public String text() {
      return "the faces " + faces.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
  }

  /** Numbers between two, too many for a list; a die need not have all of them. */
  public record Between(int from, int to) implements FaceChoice {

    @Override
    public String text() {
      return "faces from " + from + " to " + to;
    }
  }

  /** Different faces of a die with symbols, in the order of its sides. */
  public record Texts(List<String> faces) implements FaceChoice {

    public Texts {
      faces = List.copyOf(faces);
    }

    @Override
    public String text() {
      return "the faces " + String.join(", ", faces);
    }
  }

  static FaceChoice symbols(List<String> texts) {
    return new Texts(texts.stream().distinct().toList());
  }

  static FaceChoice numbers(Faces faces) {
    TreeSet<Integer> different = new TreeSet<>();
    for (Faces.Run run : faces.ranges()) {
      for (int i = 0; i < run.size() && different.size() <= MAX_LISTED; i++) {
        different.add(run.first() + i);
      }
    }
    return different.size() > MAX_LISTED
        ? new Between(faces.lowest(), faces.highest())
        : new Numbers(List.copyOf(different));
  }
}
