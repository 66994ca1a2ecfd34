package dicegate.dice.eval;

import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.DiceException;
import dicegate.dice.notation.RollRequest;
import java.util.List;

/** Evaluates requests with faces that real dice showed. Stateless. */
public final class HandRoller {

  private HandRoller() {}

  /**
   * Evaluates a request as a {@link Roller} does, within the same limits, without random numbers.
   * Never throws for any request.
   *
   * @param faces in the order in which the request rolls its dice, those of rerolled and added dice
   *     included: whole numbers, and the texts of faces with symbols
   */
  public static HandResult roll(RollRequest request, List<String> faces) {
    EnteredFaces entered = new EnteredFaces(faces);
    try {
      return switch (Roller.byHand(entered).roll(request)) {
        case RollResult.Refused refused -> new HandResult.Refused(refused.error());
        case RollResult.Rolled rolled -> {
          entered.finish();
          yield new HandResult.Rolled(rolled.rolls());
        }
      };
    } catch (DiceException leftOver) {
      return new HandResult.Refused(leftOver.error());
    } catch (FaceWantedException missing) {
      return wanted(missing);
    }
  }

  private static HandResult wanted(FaceWantedException missing) {
    WantedDie die = missing.wanted();
    String message =
        "Die %d of %d is missing, %s: give the face that it showed%s, one of %s."
            .formatted(
                die.die(),
                die.dice(),
                die.kind().text(),
                die.again() ? " when it was rolled again" : "",
                die.kind().faces().text());
    return new HandResult.Wanted(
        new DiceError(Code.FACES_WANTED, message, missing.span(), List.of(), null), die);
  }
}
