package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.NumberText;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.DiceException.Fix;
import java.util.List;

/**
 * What holds for numbers and dice before the first one is rolled. The parser asks for what stands
 * in the text, the evaluator for what only comes out on the way. Stateless.
 */
public final class DiceRules {

  private DiceRules() {}

  /**
   * Returns the number as a count of dice.
   *
   * @throws DiceException if it is not a whole number from 0 to {@link DiceLimits#MAX_DICE}
   */
  public static int count(double number, Span span) {
    if ((!NumberText.isWhole(number) && !tooLarge(number)) || number < 0) {
      throw badNumber("A count of dice is a whole number, 0 or more", number, span, "1");
    }
    if (number > DiceLimits.MAX_DICE) {
      throw limit("dice in one request", number, DiceLimits.MAX_DICE, span);
    }
    return (int) number;
  }

  /**
   * Returns the number as the sides of a die.
   *
   * @throws DiceException if it is not a whole number from 1 to {@link DiceLimits#MAX_SIDES}
   */
  public static int sides(double number, Span span) {
    if ((!NumberText.isWhole(number) && !tooLarge(number)) || number < 1) {
      throw badNumber("The sides of a die are a whole number, 1 or more", number, span, "6");
    }
    if (number > DiceLimits.MAX_SIDES) {
      throw limit("sides", number, DiceLimits.MAX_SIDES, span);
    }
    return (int) number;
  }

  /**
   * Returns the number if it is one to calculate with; never a negative zero.
   *
   * @throws DiceException if it is beyond {@link DiceLimits#MAX_NUMBER}, or no number at all
   */
  public static double number(double number, Span span) {
    if (Double.isNaN(number)) {
      throw DiceException.of(Code.BAD_NUMBER, "This does not come to a number.", span);
    }
    if (tooLarge(number)) {
      throw DiceException.of(
          Code.LIMIT,
          "Numbers go from -%1$d to %1$d; this one is beyond.".formatted(DiceLimits.MAX_NUMBER),
          span,
          List.of(),
          new Fix(span, Long.toString(DiceLimits.MAX_NUMBER)));
    }
    return number + 0.0;
  }

  /**
   * Makes sure that each die comes to rest.
   *
   * @param lowest the lowest face
   * @param highest the highest face
   * @throws DiceException if a modifier would have dice rolled for ever
   */
  public static void terminates(DieModifiers die, long lowest, long highest, Span span) {
    long faces = highest - lowest + 1;
    FaceSet rerolled = new FaceSet(lowest, highest).add(die.reroll(), lowest);
    if (die.reroll().present() && rerolled.size() == faces) {
      throw endless("Every face would be rerolled, for ever.", span);
    }
    FaceSet rerolledOrExploding = rerolled.add(die.explosion().trigger(), highest);
    if (die.explosion().present() && rerolledOrExploding.size() == faces) {
      throw endless(
          die.reroll().present()
              ? "Every face that is not rerolled would explode, for ever."
              : "Every face would explode, for ever.",
          span);
    }
  }

  /**
   * Makes sure that there are faces enough for every die to show its own.
   *
   * @throws DiceException if unique dice would run out of faces
   */
  public static void enoughFaces(
      int count, DieModifiers die, long lowest, long highest, Span span) {
    if (!die.unique()) {
      return;
    }
    long faces = highest - lowest + 1;
    FaceSet rerolled = new FaceSet(lowest, highest).add(die.reroll(), lowest);
    long staying = faces - rerolled.size();
    // Unique dice show each exploding face once at most, so each brings one more die at most.
    long mayExplode = rerolled.add(die.explosion().trigger(), highest).size() - (faces - staying);
    if (count + mayExplode > staying) {
      throw endless(
          "Unique dice need a face each: up to %d dice for %d faces."
              .formatted(count + mayExplode, staying),
          span);
    }
  }

  /** Tells that more was asked for than the limit of that name allows. */
  public static DiceException limit(String name, double requested, long allowed, Span span) {
    return DiceException.of(
        Code.LIMIT,
        "At most %d %s are allowed, not %s."
            .formatted(
                allowed, name, tooLarge(requested) ? "that many" : NumberText.ofResult(requested)),
        span,
        List.of(),
        new Fix(span, Long.toString(allowed)));
  }

  private static DiceException badNumber(
      String rule, double number, Span span, String replacement) {
    return DiceException.of(
        Code.BAD_NUMBER,
        "%s, not %s.".formatted(rule, NumberText.exact(number)),
        span,
        List.of(),
        new Fix(span, replacement));
  }

  private static DiceException endless(String message, Span span) {
    return DiceException.of(Code.ENDLESS, message, span);
  }

  private static boolean tooLarge(double number) {
    return Math.abs(number) > DiceLimits.MAX_NUMBER;
  }
}
