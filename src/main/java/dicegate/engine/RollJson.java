package dicegate.engine;

import static dicegate.engine.ReplyWriter.word;

import dicegate.dice.eval.DieFlag;
import dicegate.dice.eval.Outcome;
import dicegate.dice.eval.Roll;
import dicegate.dice.eval.RollText;
import dicegate.dice.eval.RolledDice;
import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.RollRequest;
import dicegate.wire.frames.EngineFrames;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rolls and errors as JSON, in the format of {@code src/docs/engines.md}. Confined to one
 * thread.
 */
final class RollJson {

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
  void object(String requestText, RollRequest request, List<Roll> rolls) {
    if (request.repeated()) {
      repeated(request, rolls);
    } else {
      Expression expression = request.expression();
      int exprStart = expr(expression);
      // If the text is already in canonical form, the spans are valid as they are.
      boolean canonical = out.endsWith(requestText, exprStart);
      members(canonical ? expression : Notation.canonical(expression), rolls.get(0));
    }
    if (!request.comment().isEmpty()) {
      out.raw(",\"label\":").string(request.comment());
    }
    out.raw(END);
  }

  /** Writes the error object: code, message, pos, len and, if present, expected and hint. */
  void error(DiceError error) {
    out.raw("{\"code\":").string(error.code().id()).raw(",\"message\":").string(error.text());
    out.raw(POS).value(error.span().start()).raw(LEN).value(error.span().length());
    if (!error.expected().isEmpty()) {
      out.raw(",\"expected\":").strings(error.expected());
    }
    if (error.hint() != null) {
      out.raw(",\"hint\":").string(error.hint());
    }
    out.raw(END);
  }

  private void repeated(RollRequest request, List<Roll> rolls) {
    Expression placed = Notation.canonical(request.expression());
    out.raw(EXPR).value(request.repeats()).text("#");
    Notation.write(placed, out);
    String before = "\",\"rolls\":[";
    for (Roll roll : rolls) {
      out.raw(before);
      expr(placed);
      members(placed, roll);
      before = "},";
      if (out.length() > EngineFrames.MAX_REPLY_BYTES) {
        break; // The reply is already too large, and will be replaced by an error.
      }
    }
    out.raw("}]");
  }

  /** Writes the start of a roll object, and returns the index at which its expression starts. */
  private int expr(Expression expression) {
    out.raw(EXPR);
    int start = out.length();
    Notation.write(expression, out);
    return start;
  }

  /** Writes the members of a roll object after its expression. */
  private void members(Expression placed, Roll roll) {
    out.raw(TOTAL_OF_EXPR).value(roll.total());
    out.raw(TEXT);
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
    if (dice.facesDiffer(die)) {
      out.raw(",\"faces\":").values(dice.faces(die));
    }
    if (dice.numberDiffers(die)) {
      out.raw(",\"number\":").value(dice.number(die));
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
