package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.Seeded;
import dicegate.dice.StringSink;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.GeneratedTexts.Rolls;
import dicegate.dice.notation.Printer;
import dicegate.dice.notation.RollRequest;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Dice entered by hand make the same roll as random ones, whatever the expression. */
final class HandRollerPropertyTest {

  private static final int MAX_DICE = 100;
  private static final int TEN = 10;

  /* The faces are entered one by one, each for the die that is wanted. */
  @Property
  void randomDiceEnteredByHandMakeTheSameRoll(
      @ForAll(supplier = Rolls.class) String text, @ForAll long seed) {
    RollRequest request = ScriptedRoll.request(text);
    List<Integer> sides = new ArrayList<>();
    Seeded random = new Seeded(seed);
    RollResult expected =
        new Roller(
                count -> {
                  int side = random.roll(count);
                  sides.add(side);
                  return side;
                })
            .roll(request);
    Assume.that(sides.size() <= MAX_DICE);

    List<String> faces = new ArrayList<>();
    HandResult result = HandRoller.roll(request, faces);
    while (result instanceof HandResult.Wanted wanted) {
      assertThat(wanted.die().given()).isEqualTo(faces.size()).isLessThan(sides.size());
      faces.add(face(wanted.die().kind(), sides.get(faces.size())));
      result = HandRoller.roll(request, faces);
    }

    assertThat(faces).hasSameSizeAs(sides);
    switch (expected) {
      case RollResult.Refused refused ->
          assertThat(result).isEqualTo(new HandResult.Refused(refused.error()));
      case RollResult.Rolled rolled -> assertThat(texts(result)).isEqualTo(texts(rolled.rolls()));
    }
  }

  /** Returns the text of the face on a side of the die that is wanted. */
  private static String face(WantedDie.Kind kind, int side) {
    return switch (kind.part()) {
      case "units" -> String.valueOf(side % TEN);
      case "tens" -> String.valueOf(side % TEN * TEN);
      default -> {
        Dice dice = (Dice) ScriptedRoll.request("1" + kind.die()).first().expression();
        if (dice.faces() instanceof Faces.Custom custom && custom.hasSymbols()) {
          StringSink out = new StringSink();
          Printer.printFace(custom.runs().get(side - 1), out);
          yield out.toString();
        }
        yield String.valueOf(dice.faces().face(side));
      }
    };
  }

  private static List<String> texts(HandResult result) {
    assertThat(result).isInstanceOf(HandResult.Rolled.class);
    return texts(((HandResult.Rolled) result).rolls());
  }

  private static List<String> texts(List<Roll> rolls) {
    return rolls.stream()
        .map(
            roll -> {
              StringSink out = new StringSink();
              RollText.write(roll, out);
              return out + " " + roll.total() + " " + roll.dice();
            })
        .toList();
  }
}
