package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dicegate.dice.DieSource;
import dicegate.dice.StringSink;
import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult;
import dicegate.dice.notation.RollRequest;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A roll with faces from a script, with accessors for assertions. */
final class ScriptedRoll {

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final double ROUNDING = 1e-9;

  private final Roll roll;

  private ScriptedRoll(Roll roll) {
    this.roll = roll;
  }

  /** Rolls a text with one result and exactly these faces. */
  static ScriptedRoll of(String text, int... faces) {
    List<ScriptedRoll> scriptedRolls = all(text, faces);
    assertThat(scriptedRolls).hasSize(1);
    return scriptedRolls.get(0);
  }

  /** Rolls all results of a text with exactly these faces. */
  static List<ScriptedRoll> all(String text, int... faces) {
    ScriptedDieSource source = new ScriptedDieSource(faces);
    List<ScriptedRoll> scriptedRolls = all(text, source);
    assertThat(source.remaining()).as("faces that are left").isZero();
    return scriptedRolls;
  }

  /** Rolls all results of a text. */
  static List<ScriptedRoll> all(String text, DieSource source) {
    return switch (new Roller(source).roll(request(text))) {
      case RollResult.Rolled rolled -> rolled.rolls().stream().map(ScriptedRoll::new).toList();
      case RollResult.Refused refused -> throw new AssertionError(text + ": " + refused.error());
    };
  }

  /** Returns the error of rolling a text that parses, with exactly these faces. */
  static DiceError refusal(String text, int... faces) {
    ScriptedDieSource source = new ScriptedDieSource(faces);
    DiceError error = refusal(text, source);
    assertThat(source.remaining()).as("faces that are left").isZero();
    return error;
  }

  /** Returns the error of rolling a text that parses. */
  static DiceError refusal(String text, DieSource source) {
    return switch (new Roller(source).roll(request(text))) {
      case RollResult.Rolled rolled -> throw new AssertionError(text + " rolls");
      case RollResult.Refused refused -> refused.error();
    };
  }

  /** Returns the error of parsing the text. */
  static DiceError parseError(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> throw new AssertionError(text + " parses");
      case ParseResult.NotARoll refused -> refused.error();
    };
  }

  static RollRequest request(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> parsed.request();
      case ParseResult.NotARoll refused -> throw new AssertionError(text + ": " + refused.error());
    };
  }

  /** Returns the canonical form of a text. */
  static String canonical(String text) {
    return Notation.print(request(text));
  }

  /**
   * Rolls a text and checks the result.
   *
   * @param faces the scripted faces, separated by blanks; null for none
   * @param rollText the expected text of the roll
   * @param dice the expected {@link #dice}; null for none
   */
  static void check(
      String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
    ScriptedRoll scriptedRoll = of(text, faces(faces));

    assertThat(scriptedRoll.text()).isEqualTo(rollText);
    assertThat(scriptedRoll.dice()).isEqualTo(dice == null ? "" : dice);
    assertThat(scriptedRoll.total()).isCloseTo(total, within(ROUNDING));
  }

  static int[] faces(@Nullable String faces) {
    if (faces == null) {
      return new int[0];
    }
    return BLANKS.splitAsStream(faces).mapToInt(Integer::parseInt).toArray();
  }

  double total() {
    return roll.total();
  }

  Map<String, Long> tally() {
    return Tally.of(roll);
  }

  @Nullable List<DiceSet> sets() {
    return DiceSet.of(roll);
  }

  Outcome outcome() {
    return roll.outcome();
  }

  RolledDice rolledDice() {
    return roll.dice();
  }

  /** Returns the text of the roll. */
  String text() {
    StringSink out = new StringSink();
    RollText.write(roll, out);
    return out.toString();
  }

  /**
   * Returns each die in the order of display, {@code d6:5 counts 1 faces 4 thrown 1,2 RAISED
   * dropped}: the number, and the other properties only if they differ from it.
   */
  String dice() {
    return IntStream.range(0, roll.dice().count())
        .mapToObj(this::die)
        .collect(Collectors.joining("; "));
  }

  private String die(int die) {
    RolledDice dice = roll.dice();
    StringJoiner words = new StringJoiner(" ");
    words.add(kind(dice, die) + ":" + dice.number(die));
    if (dice.value(die) != dice.number(die)) {
      words.add("counts " + dice.value(die));
    }
    if (!dice.faces(die).equals(List.of((int) dice.number(die)))) {
      words.add("faces " + joined(dice.faces(die)));
    }
    if (!dice.discarded(die).isEmpty()) {
      words.add("thrown " + joined(dice.discarded(die)));
    }
    if (!dice.unusedTens(die).isEmpty()) {
      words.add("tens " + joined(dice.unusedTens(die)));
    }
    for (DieFlag flag : DieFlag.values()) {
      if (dice.has(die, flag)) {
        words.add(flag.name());
      }
    }
    if (!dice.kept(die)) {
      words.add("dropped");
    }
    return words.toString();
  }

  private static String kind(RolledDice dice, int die) {
    return dice.fate(die) ? "dF" : "d" + dice.sides(die) + (dice.custom(die) ? "[]" : "");
  }

  private static String joined(List<Integer> faces) {
    return faces.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
