package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.NumberText;
import dicegate.dice.notation.DiceError.Code;

/**
 * The rules for numbers and dice that are checked before a die is rolled: by the parser for numbers
 * in the text, by the evaluator for computed ones. Stateless.
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
      throw badNumber("The number of dice must be a whole number, 0 or more", number, span);
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
      throw badNumber("The number of sides must be a whole number, 1 or more", number, span);
    }
    if (number > DiceLimits.MAX_SIDES) {
      throw limit("sides", number, DiceLimits.MAX_SIDES, span);
    }
    return (int) number;
  }

  /**
   * Returns the number as that of a compare point.
   *
   * @throws DiceException if it is not a whole number
   */
  public static long target(double number, Span span) {
    if (!NumberText.isWhole(number)) {
      throw badNumber("Faces are compared with a whole number", number, span);
    }
    return (long) number;
  }

  /**
   * Returns the number as that of the items that a clause keeps or drops.
   *
   * @throws DiceException if it is not a whole number, 0 or more
   */
  public static long amount(double number, Span span) {
    if (!NumberText.isWhole(number) || number < 0) {
      throw badNumber("The number to keep or drop must be a whole number, 0 or more", number, span);
    }
    return (long) number;
  }

  /**
   * Returns the number if it is valid; a negative zero becomes zero.
   *
   * @throws DiceException if its magnitude exceeds {@link DiceLimits#MAX_NUMBER}, or it is NaN
   */
  public static double number(double number, Span span) {
    if (Double.isNaN(number)) {
      throw DiceException.of(Code.BAD_NUMBER, "The result of this is not a number.", span);
    }
    if (tooLarge(number)) {
      throw DiceException.of(
          Code.LIMIT,
          "Numbers from -%1$d to %1$d are allowed; this one is outside."
              .formatted(DiceLimits.MAX_NUMBER),
          span);
    }
    return number + 0.0;
  }

  /**
   * Checks that rolling a die terminates.
   *
   * @param faces with a known number of sides
   * @throws DiceException if a modifier would roll dice without end
   */
  public static void terminates(DieModifiers die, Faces faces, Span span) {
    FaceSet rerolled = new FaceSet(faces).add(die.reroll(), faces.lowest());
    if (die.reroll().present() && rerolled.size() == rerolled.all()) {
      throw endless("Every face would be rerolled, so the roll would never end.", span);
    }
    if (!die.explosion().present() || die.explosion().limited()) {
      return;
    }
    FaceSet rerolledOrExploding = rerolled.add(die.explosion().trigger(), faces.highest());
    if (rerolledOrExploding.size() == rerolled.all()) {
      throw endless(
          die.reroll().present()
              ? "Every face that is not rerolled would explode, so the roll would never end."
              : "Every face would explode, so the roll would never end.",
          span);
    }
  }

  /** Tells whether a die may be rolled more than once. */
  public static boolean rollsAgain(DieModifiers die) {
    return die.reroll().present() || die.rerollOnce().present() || die.chains() || die.unique();
  }

  /**
   * Checks that unique dice have enough faces.
   *
   * @param faces with a known number of sides
   * @throws DiceException if unique dice could run out of faces
   */
  public static void enoughFaces(int count, DieModifiers die, Faces faces, Span span) {
    if (!die.unique()) {
      return;
    }
    FaceSet rerolled = new FaceSet(faces).add(die.reroll(), faces.lowest());
    long never = rerolled.size();
    long staying = rerolled.all() - never;
    // Unique dice show each face at most once, so each one that explodes or implodes leads to one
    // more die at most.
    FaceSet adding = rerolled.add(die.explosion().trigger(), faces.highest());
    long mayAdd = adding.add(die.implosion(), faces.lowest()).size() - never;
    if (count + mayAdd > staying) {
      throw endless(
          "Unique dice need a different face each, but up to %d dice would share %d faces."
              .formatted(count + mayAdd, staying),
          span);
    }
  }

  /** Returns the error for a request that exceeds the named limit. */
  public static DiceException limit(String name, double requested, long allowed, Span span) {
    return DiceException.of(
        Code.LIMIT,
        "At most %d %s are allowed, not %s."
            .formatted(
                allowed, name, tooLarge(requested) ? "that many" : NumberText.ofResult(requested)),
        span);
  }

  private static DiceException badNumber(String rule, double number, Span span) {
    return DiceException.of(
        Code.BAD_NUMBER, "%s, not %s.".formatted(rule, NumberText.exact(number)), span);
  }

  private static DiceException endless(String message, Span span) {
    return DiceException.of(Code.ENDLESS, message, span);
  }

  private static boolean tooLarge(double number) {
    return Math.abs(number) > DiceLimits.MAX_NUMBER;
  }
}
