package dicegate.engine;

import static dicegate.engine.ReplyWriter.word;

import dicegate.dice.eval.CheckResult;
import dicegate.dice.eval.Degree;
import dicegate.dice.eval.DiceSet;
import dicegate.dice.eval.DieFlag;
import dicegate.dice.eval.Outcome;
import dicegate.dice.eval.Roll;
import dicegate.dice.eval.RollText;
import dicegate.dice.eval.RolledDice;
import dicegate.dice.eval.Tally;
import dicegate.dice.eval.Verdict;
import dicegate.dice.eval.WantedDie;
import dicegate.dice.notation.Check.Steps;
import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.Note;
import dicegate.dice.notation.ParseResult.Parsed;
import dicegate.dice.notation.Printer;
import dicegate.dice.notation.RequestedRoll;
import dicegate.dice.notation.RollRequest;
import dicegate.wire.frames.EngineFrames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes rolls and errors as JSON, in the format of {@code src/docs/engines.md}. Confined to one
 * thread.
 */
final class RollJson {

  /** The member of an error that occurred after dice were rolled. */
  static final String ROLLED = ",\"rolled\":true";

  private static final byte[] COMMA = word(",");
  private static final byte[] END = word("}");
  private static final byte[] END_DIE = word("},");
  private static final byte[] END_LIST = word("]");
  private static final byte[] EXPR = word("{\"expr\":\"");
  private static final byte[] TOTAL_OF_EXPR = word("\",\"total\":");
  private static final byte[] TOTAL = word(",\"total\":");
  private static final byte[] TEXT = word(",\"text\":\"");
  private static final byte[] DICE = word("\",\"dice\":[");
  private static final byte[] SIDES = word("{\"sides\":");
  private static final byte[] VALUE = word(",\"value\":");
  private static final byte[] KEPT = word(",\"kept\":true");
  private static final byte[] DROPPED = word(",\"kept\":false");
  private static final byte[] TREE = word("],\"tree\":");
  private static final byte[] NUMBER_NODE = node("number");
  private static final byte[] DICE_NODE = node("dice");
  private static final byte[] GROUP_NODE = node("group");
  private static final byte[] FUNCTION_NODE = node("function");
  private static final byte[] NEGATION_NODE = node("negation");
  private static final byte[] ARITHMETIC_NODE = node("arithmetic");
  private static final byte[] POWER_NODE = node("power");
  private static final byte[] LABEL_NODE = node("label");
  private static final byte[] LABEL = word(",\"label\":");
  private static final byte[] POS = word(",\"pos\":");
  private static final byte[] LEN = word(",\"len\":");
  private static final byte[] OWN_DICE = word(",\"dice\":[");
  private static final byte[] PARTS = word(",\"parts\":[");

  /** The largest value of a plain die whose JSON is cached. */
  private static final int MAX_WORD_VALUE = 100;

  private static final int MAX_DIGIT = 9;

  /** The index of the value in the JSON of a die whose sides and value have one digit each. */
  private static final int VALUE_DIGIT = "{\"sides\":0,\"value\":".length();

  private static final DieFlag[] FLAGS = DieFlag.values();

  private final ReplyWriter out;

  /** The JSON of plain dice by value, all with {@link #plainDiceSides} sides. */
  private final byte[] @Nullable [] plainDice = new byte[MAX_WORD_VALUE + 1][];

  private int plainDiceSides;

  RollJson(ReplyWriter out) {
    this.out = out;
  }

  /** Writes {@code [1, 2, 1]}, with the blanks of Python's {@code json.dumps}. */
  void array(RolledDice dice) {
    out.raw("[");
    for (int i = 0; i < dice.count(); i++) {
      out.raw(i == 0 ? "" : ", ").value(dice.value(i));
    }
    out.raw("]");
  }

  /**
   * Writes the roll object, or the object with a list of rolls if the request repeats.
   *
   * @param requestText the text of the request
   */
  void object(String requestText, Parsed parsed, List<Roll> rolls) {
    object(requestText, parsed, rolls, none -> {});
  }

  /**
   * Writes the object with further members.
   *
   * @param more writes a comma and a member, or several, or nothing
   */
  void object(String requestText, Parsed parsed, List<Roll> rolls, Consumer<ReplyWriter> more) {
    RollRequest request = parsed.request();
    if (request.listed()) {
      listed(parsed, rolls);
    } else {
      RequestedRoll requested = request.first();
      int exprStart = expr(requested);
      // If the text is already in canonical form, the spans are valid as they are.
      boolean canonical = out.endsWith(requestText, exprStart);
      members(
          (canonical ? requested : Notation.canonical(requested)).expression(),
          rolls.get(0),
          parsed.shorthand(0));
    }
    if (!request.comment().isEmpty()) {
      out.raw(LABEL).string(request.comment());
    }
    if (parsed.shorthands().isEmpty()) {
      notes(Notation.notes(requestText, request));
    } else {
      out.raw(",\"shorthand\":").string(shorthands(parsed));
    }
    more.accept(out);
    out.raw(END);
  }

  /** Returns the shorthands of a request, with blanks between them. */
  private static String shorthands(Parsed parsed) {
    return parsed.shorthands().stream()
        .filter(shorthand -> !shorthand.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private void notes(List<Note> notes) {
    if (notes.isEmpty()) {
      return;
    }
    String before = ",\"notes\":[";
    for (Note note : notes) {
      out.raw(before).raw("{\"text\":").string(note.text());
      if (note.expr() != null) {
        out.raw(",\"expr\":").string(note.expr());
      }
      out.raw(END);
      before = ",";
    }
    out.raw(END_LIST);
  }

  /**
   * Writes the error object: code, message, pos, len and, if present, expected, hint and rolled.
   *
   * @param rolled whether dice were rolled before the error
   */
  void error(DiceError error, boolean rolled) {
    errorMembers(error);
    if (rolled) {
      out.raw(ROLLED);
    }
    out.raw(END);
  }

  /** Writes the error object of a die whose face is to be entered by hand. */
  void wanted(DiceError error, WantedDie wanted) {
    errorMembers(error);
    out.raw(",\"wanted\":{\"die\":").string(wanted.kind().die());
    if (!wanted.kind().part().isEmpty()) {
      out.raw(",\"part\":").string(wanted.kind().part());
    }
    switch (wanted.kind().faces()) {
      case WantedDie.Numbers numbers -> out.raw(",\"faces\":").values(numbers.faces());
      case WantedDie.Between between ->
          out.raw(",\"from\":").value(between.from()).raw(",\"to\":").value(between.to());
      case WantedDie.Texts texts -> out.raw(",\"faces\":").strings(texts.faces());
    }
    out.raw(",\"given\":").value(wanted.given());
    out.raw(",\"number\":").value(wanted.die()).raw(",\"of\":").value(wanted.dice());
    out.raw(wanted.again() ? ",\"again\":true}" : "}");
    out.raw(END);
  }

  private void errorMembers(DiceError error) {
    out.raw("{\"code\":").string(error.code().id()).raw(",\"message\":").string(error.text());
    out.raw(POS).value(error.span().start()).raw(LEN).value(error.span().length());
    if (!error.expected().isEmpty()) {
      out.raw(",\"expected\":").strings(error.expected());
    }
    if (error.hint() != null) {
      out.raw(",\"hint\":").string(error.hint());
    }
  }

  private void listed(Parsed parsed, List<Roll> rolls) {
    RollRequest request = parsed.request();
    out.raw(EXPR).text(Notation.print(request.withoutComment()));
    String before = "\",\"rolls\":[";
    RequestedRoll placed = Notation.canonical(request.first());
    for (int i = 0; i < rolls.size(); i++) {
      RequestedRoll requested = request.rolls().get(request.repeated() ? 0 : i);
      if (i > 0 && !request.repeated()) {
        placed = Notation.canonical(requested);
      }
      out.raw(before);
      expr(placed);
      members(placed.expression(), rolls.get(i), parsed.shorthand(request.repeated() ? 0 : i));
      if (!requested.label().isEmpty()) {
        out.raw(LABEL).string(requested.label());
      }
      before = "},";
      if (out.length() > EngineFrames.MAX_REPLY_BYTES) {
        break; // The reply is already too large, and will be replaced by an error.
      }
    }
    out.raw("}]");
  }

  /** Writes the start of a roll object, and returns the index at which its expression starts. */
  private int expr(RequestedRoll roll) {
    out.raw(EXPR);
    int start = out.length();
    Notation.write(roll, out);
    return start;
  }

  /**
   * Writes the members of a roll object after its expression.
   *
   * @param shorthand as typed; empty if there was none
   */
  private void members(Expression placed, Roll roll, String shorthand) {
    out.raw(TOTAL_OF_EXPR).value(roll.total());
    out.raw(TEXT);
    if (!shorthand.isEmpty()) {
      out.text(shorthand + " = ");
    }
    RollText.write(roll, out);
    out.raw(DICE);
    RolledDice dice = roll.dice();
    if (dice.uniform() && dice.sides(0) <= MAX_DIGIT) {
      smallDice(dice);
    } else {
      for (int i = 0; i < dice.count(); i++) {
        die(dice, i);
      }
    }
    if (dice.count() > 0) {
      out.cut(out.length() - 1);
    }
    out.raw(TREE);
    tree(roll.outcome(), placed);
    tally(Tally.of(roll));
    sets(DiceSet.of(roll));
    CheckResult check = roll.check();
    if (check != null) {
      check(check);
    }
  }

  private void check(CheckResult result) {
    Verdict verdict = result.verdict();
    out.raw(",\"check\":{\"op\":").string(result.check().comparison().symbol());
    out.raw(",\"target\":").value(result.against().total());
    out.raw(",\"success\":").raw(Boolean.toString(verdict.success()));
    out.raw(",\"margin\":").value(verdict.margin());
    if (result.check().rule() instanceof Steps) {
      out.raw(",\"steps\":").value(verdict.steps());
    }
    Degree degree = verdict.degree();
    if (degree != null) {
      out.raw(",\"degree\":{\"rank\":").value(degree.rank());
      out.raw(",\"name\":").string(degree.name()).raw(END);
    }
    if (result.against().dice().count() > 0) {
      out.raw(",\"against\":");
      RequestedRoll target = Notation.canonical(RequestedRoll.of(result.check().target()));
      expr(target);
      members(target.expression(), result.against(), "");
      out.raw(END);
    }
    out.raw(END);
  }

  private void tally(Map<String, Long> tally) {
    if (tally.isEmpty()) {
      return;
    }
    String before = ",\"tally\":{";
    for (Map.Entry<String, Long> symbol : tally.entrySet()) {
      out.raw(before).string(symbol.getKey()).raw(":").value(symbol.getValue());
      before = ",";
    }
    out.raw(END);
  }

  private void sets(@Nullable List<DiceSet> sets) {
    if (sets == null) {
      return;
    }
    String before = "";
    out.raw(",\"sets\":[");
    for (DiceSet set : sets) {
      out.raw(before).raw("{\"width\":").value(set.width());
      out.raw(",\"height\":").value(set.height()).raw(END);
      before = ",";
    }
    out.raw(END_LIST);
  }

  /** Writes dice whose JSON differs only in the digit of the value. */
  private void smallDice(RolledDice dice) {
    byte[] word = plainDie(dice.sides(0), 0);
    int digit = out.length() + VALUE_DIGIT;
    out.raw(word, dice.count());
    for (int i = 0; i < dice.count(); i++) {
      out.digit(digit, (int) dice.value(i));
      digit += word.length;
    }
  }

  /** Writes a die, followed by a comma. */
  private void die(RolledDice dice, int die) {
    int sides = dice.sides(die);
    long value = dice.value(die);
    if (dice.plain(die) && value <= MAX_WORD_VALUE) {
      out.raw(plainDie(sides, (int) value));
      return;
    }
    out.raw(SIDES).value(sides).raw(VALUE).value(value);
    out.raw(dice.kept(die) ? KEPT : DROPPED);
    if (dice.fate(die)) {
      out.raw(",\"fate\":true");
    }
    if (dice.custom(die)) {
      out.raw(",\"custom\":true");
    }
    Faces.Run face = dice.symbolicFace(die);
    if (face != null) {
      out.raw(",\"face\":\"");
      Printer.printFace(face, out);
      out.raw("\"");
    }
    if (dice.facesDiffer(die)) {
      out.raw(",\"faces\":").values(dice.faces(die));
    }
    if (dice.numberDiffers(die)) {
      out.raw(",\"number\":").value(dice.number(die));
    }
    if (!dice.unusedTens(die).isEmpty()) {
      out.raw(",\"unusedTens\":").values(dice.unusedTens(die));
    }
    if (dice.hasFlags(die)) {
      flags(dice, die);
    }
    out.raw(END_DIE);
  }

  private byte[] plainDie(int sides, int value) {
    if (sides != plainDiceSides) {
      plainDiceSides = sides;
      Arrays.fill(plainDice, null);
    }
    byte[] word = plainDice[value];
    if (word == null) {
      word = word("{\"sides\":" + sides + ",\"value\":" + value + ",\"kept\":true},");
      plainDice[value] = word;
    }
    return word;
  }

  private void flags(RolledDice dice, int die) {
    for (DieFlag flag : FLAGS) {
      if (dice.has(die, flag)) {
        switch (flag) {
          case REROLLED -> out.raw(",\"rerolled\":").values(dice.discarded(die));
          case EXPLODED -> out.raw(",\"exploded\":true");
          case COMPOUNDED -> out.raw(",\"compounded\":true");
          case PENETRATED -> out.raw(",\"penetrated\":true");
          case RAISED, LOWERED -> out.raw(",\"clamped\":true");
          case SUCCESS -> out.raw(",\"success\":true");
          case FAILURE -> out.raw(",\"failure\":true");
          case CRITICAL_SUCCESS -> out.raw(",\"criticalSuccess\":true");
          case CRITICAL_FAILURE -> out.raw(",\"criticalFailure\":true");
          case IMPLODED -> out.raw(",\"imploded\":true");
          case SUBTRACTED -> out.raw(",\"subtracted\":true");
          case MATCHED -> out.raw(",\"matched\":true");
        }
      }
    }
  }

  /** Writes an outcome and its parts; the spans of {@code placed} refer to {@code expr}. */
  private void tree(Outcome outcome, Expression placed) {
    out.raw(node(placed)).value(placed.span().start());
    out.raw(LEN).value(placed.span().length());
    out.raw(TOTAL).value(outcome.total());
    if (!outcome.kept()) {
      out.raw(DROPPED);
    }
    if (placed instanceof Dice || (placed instanceof Group group && group.pools())) {
      out.raw(OWN_DICE).value(outcome.firstOwnDie()).raw(COMMA).value(outcome.endDie());
      out.raw(END_LIST);
    }
    if (placed instanceof Labelled labelled) {
      out.raw(",\"labels\":").strings(labelled.labels());
    }
    List<Outcome> parts = outcome.parts();
    if (!parts.isEmpty()) {
      parts(parts, placed);
    }
    out.raw(END);
  }

  private void parts(List<Outcome> parts, Expression placed) {
    out.raw(PARTS);
    int written = 0;
    for (int i = 0; i < parts.size(); i++) {
      Expression part = placed.part(i);
      // The value of a constant is in the expression.
      if (!(part instanceof Expression.Constant)) {
        if (written++ > 0) {
          out.raw(COMMA);
        }
        tree(parts.get(i), part);
      }
    }
    out.raw(END_LIST);
  }

  private static byte[] node(Expression expression) {
    return switch (expression) {
      case Expression.Constant constant -> NUMBER_NODE;
      case Dice dice -> DICE_NODE;
      case Group group -> GROUP_NODE;
      case Expression.Call call -> FUNCTION_NODE;
      case Expression.Negation negation -> NEGATION_NODE;
      case Expression.Arithmetic arithmetic -> ARITHMETIC_NODE;
      case Expression.Power power -> POWER_NODE;
      case Labelled labelled -> LABEL_NODE;
    };
  }

  private static byte[] node(String type) {
    return word("{\"type\":\"" + type + "\",\"pos\":");
  }
}
