package dicegate.engine;

import dicegate.dice.DieSource;
import dicegate.dice.SeededDieSource;
import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.RollRequest;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Rolls with dice that follow from a seed, and remembers the faces in the order in which they were
 * drawn. Confined to one thread.
 */
final class SeededRolls {

  /** The most faces that are remembered; of more, none is told. */
  static final int MAX_DRAWN = 1_000;

  private static final byte[] DRAWN = ReplyWriter.word(",\"drawn\":[");
  private static final byte[] FIRST = ReplyWriter.word("[");
  private static final byte[] NEXT = ReplyWriter.word(",[");
  private static final byte[] COMMA = ReplyWriter.word(",");
  private static final byte[] END = ReplyWriter.word("]");

  private final SeededDieSource seeded = new SeededDieSource();
  private final Roller roller;
  private final DieSource source;
  private int[] sides = new int[16];
  private int[] faces = new int[16];
  private int drawn;

  /**
   * Makes a roller.
   *
   * @param counted makes a source that counts the faces of the given one
   */
  SeededRolls(UnaryOperator<DieSource> counted) {
    source = counted.apply(seeded);
    roller = new Roller(this::draw);
  }

  /**
   * Rolls a request.
   *
   * @param seed 32 bytes
   */
  RollResult roll(byte[] seed, RollRequest request) {
    seeded.start(seed);
    drawn = 0;
    return roller.roll(request);
  }

  /** Returns the number of faces that the last roll has drawn. */
  int drawn() {
    return drawn;
  }

  /** Writes the faces that the last roll has drawn, if they are not too many. */
  void writeDrawn(ReplyWriter out) {
    if (drawn > MAX_DRAWN) {
      return;
    }
    out.raw(DRAWN);
    for (int i = 0; i < drawn; i++) {
      out.raw(i == 0 ? FIRST : NEXT).value(sides[i]).raw(COMMA).value(faces[i]).raw(END);
    }
    out.raw(END);
  }

  private int draw(int dieSides) {
    int face = source.roll(dieSides);
    if (drawn < MAX_DRAWN) {
      if (drawn == sides.length) {
        sides = Arrays.copyOf(sides, drawn * 2);
        faces = Arrays.copyOf(faces, drawn * 2);
      }
      sides[drawn] = dieSides;
      faces[drawn] = face;
    }
    drawn++;
    return face;
  }
}
