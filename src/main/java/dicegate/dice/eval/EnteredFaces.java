package dicegate.dice.eval;

import dicegate.dice.DiceLimits;
import dicegate.dice.StringSink;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.DiceException;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.Printer;
import dicegate.dice.notation.Span;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The faces that real dice showed, in the order in which a request rolls its dice, in place of
 * random ones. A face is a whole number, or the text of a face with symbols.
 *
 * <p>Each face is compared with the die that it is for: one that the die does not have is a {@link
 * DiceException}, and a die without a face a {@link FaceWantedException}. Confined to one thread,
 * used for one request.
 */
final class EnteredFaces {

  private static final int TEN = 10;

  /** The most characters of a face in a message. */
  private static final int MAX_SHOWN_CHARS = 40;

  private static final int MAX_DIGITS = 10;

  private final List<String> faces;
  private int used;
  private int dice;
  private int die;
  private int facesOfDie;
  private Span span = new Span(0, 0);

  /** The texts of the sides of the pool's dice; empty if they are not known yet. */
  private List<String> sideTexts = List.of();

  EnteredFaces(List<String> faces) {
    this.faces = List.copyOf(faces);
  }

  /** Begins the dice of a pool, at a place in the request. */
  void startPool(int count, Span place) {
    dice = count;
    die = 0;
    span = place;
    sideTexts = List.of();
  }

  /** Begins the next die of the pool, which has several faces if it is rolled again. */
  void startDie() {
    die++;
    facesOfDie = 0;
  }

  /** Returns the face of a die without symbols. */
  int face(Faces of) {
    return number(
        () -> new WantedDie.Kind(name(of), "", WantedDie.numbers(of)),
        face -> of.lowest() <= face && face <= of.highest() && of.sidesOf(face) > 0,
        1);
  }

  /** Returns the first side, from 1, that shows the face of a die with symbols. */
  int side(Faces.Custom of) {
    if (sideTexts.isEmpty()) {
      sideTexts = of.runs().stream().map(EnteredFaces::text).toList();
    }
    Supplier<WantedDie.Kind> kind =
        () -> new WantedDie.Kind(name(of), "", WantedDie.symbols(sideTexts));
    String face = next(kind, 1);
    int side = sideTexts.indexOf(face.equalsIgnoreCase(Printer.BLANK) ? Printer.BLANK : face);
    if (side < 0) {
      throw wrong(face, kind);
    }
    return side + 1;
  }

  /** Returns the units of a d100 whose tens are rolled apart, 0 to 9. */
  int units(Faces.MoreTens of) {
    return number(
        () -> new WantedDie.Kind(name(of), "units", digits(1)),
        face -> 0 <= face && face < TEN,
        of.rolls());
  }

  /** Returns the tens of a d100 whose tens are rolled apart, 0 to 90. */
  int tens(Faces.MoreTens of) {
    return number(
        () -> new WantedDie.Kind(name(of), "tens", digits(TEN)),
        face -> 0 <= face && face < TEN * TEN && face % TEN == 0,
        of.rolls());
  }

  /**
   * Checks that all faces are used.
   *
   * @throws DiceException if some are left over
   */
  void finish() {
    if (used < faces.size()) {
      throw DiceException.of(
          Code.BAD_FACES,
          "%d faces are given, but the dice have %d; leave out the last %d."
              .formatted(faces.size(), used, faces.size() - used),
          span);
    }
  }

  private int number(Supplier<WantedDie.Kind> kind, IntPredicate has, int facesPerDie) {
    String face = next(kind, facesPerDie);
    OptionalInt number = number(face);
    if (number.isEmpty() || !has.test(number.getAsInt())) {
      throw wrong(face, kind);
    }
    return number.getAsInt();
  }

  private String next(Supplier<WantedDie.Kind> kind, int facesPerDie) {
    boolean again = facesOfDie >= facesPerDie;
    if (used == faces.size()) {
      throw new FaceWantedException(new WantedDie(kind.get(), used, die, dice, again), span);
    }
    facesOfDie++;
    return faces.get(used++);
  }

  private DiceException wrong(String face, Supplier<WantedDie.Kind> wanted) {
    WantedDie.Kind kind = wanted.get();
    String shown = face.length() > MAX_SHOWN_CHARS ? face.substring(0, MAX_SHOWN_CHARS) : face;
    return DiceException.of(
        Code.BAD_FACES,
        "Face %d of those given is \"%s\", but it is for %s with %s."
            .formatted(used, shown, kind.text(), kind.faces().text()),
        span);
  }

  /** Returns a whole number within {@link DiceLimits#MAX_FACE}; empty for any other text. */
  private static OptionalInt number(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - start;
    if (digits < 1
        || digits > MAX_DIGITS
        || text.chars().skip(start).anyMatch(c -> c < '0' || c > '9')) {
      return OptionalInt.empty();
    }
    long number = Long.parseLong(text);
    return Math.abs(number) > DiceLimits.MAX_FACE
        ? OptionalInt.empty()
        : OptionalInt.of((int) number);
  }

  private static WantedDie.FaceChoice digits(int factor) {
    return new WantedDie.Numbers(
        IntStream.range(0, TEN).map(digit -> digit * factor).boxed().toList());
  }

  private static String name(Faces faces) {
    StringSink out = new StringSink();
    Printer.printDie(faces, out);
    return out.toString();
  }

  private static String text(Faces.Run face) {
    StringSink out = new StringSink();
    Printer.printFace(face, out);
    return out.toString();
  }
}
