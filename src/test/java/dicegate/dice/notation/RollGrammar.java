package dicegate.dice.notation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;

/**
 * Generates valid rolls by a walk through the grammar that makes a choice at each alternative. It
 * covers all constructs of the language; every text parses, but rolling it may fail. Used once.
 */
public final class RollGrammar {

  private static final int MAX_DEPTH = 4;
  private static final int FATE = 0;

  private static final int[] COUNTS = {1, 2, 3, 4, 5, 6, 0, 10, 20, 100};
  private static final int[] SIDES = {6, 2, 3, 4, 8, 10, 12, 20, 100, 1, 7, 1000, 1_000_000_000};
  private static final String[] NUMBERS = {
    "1", "2", "3", "0", "7", "10", "0.5", "2.25", "100", "9007199254740991"
  };
  private static final String[] OPERATORS = {"+", "-", "*", "/", "%", " + ", " - ", "\t* "};
  private static final String[] FUNCTIONS = {"floor", "ceil", "round", "abs", "FLOOR", "Round"};
  private static final String[] LABELS = {"[a]", "[fire & ice]", "[ #1, {2} (\u00e4) ]", "[a][b]"};
  private static final String[] COMMENTS = {"", " #", "\t# for x", " # [a] \ud83c\udfb2 #"};
  private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">="};
  private static final String[] SELECTIONS = {
    "k", "kh", "kl", "d", "dh", "dl", "k2", "kh3", "kl2", "dh1", "dl2", "kh0", "dl0", "kh100"
  };

  private final Choices choices;

  /** A source of choices. */
  @FunctionalInterface
  public interface Choices {

    /** Returns a number from 0 to {@code bound - 1}; 0 is the simplest alternative. */
    int below(int bound);

    /** Returns choices by the given numbers; when they are used up, the simplest alternatives. */
    static Choices of(List<Integer> numbers) {
      Iterator<Integer> next = numbers.iterator();
      return bound -> next.hasNext() ? Math.floorMod(next.next(), bound) : 0;
    }
  }

  public RollGrammar(Choices choices) {
    this.choices = choices;
  }

  /** Returns a text with repeats, expression and comment. */
  public String request() {
    String repeats = rarely() ? choices.below(6) + 1 + "#" : "";
    return repeats + expression() + (rarely() ? any(COMMENTS) : "");
  }

  /** Returns a text without repeats and comment. */
  public String expression() {
    return expression(MAX_DEPTH);
  }

  private String expression(int depth) {
    StringBuilder chain = new StringBuilder(operand(depth));
    int more = depth == 0 ? 0 : Math.max(0, choices.below(5) - 2);
    for (int i = 0; i < more; i++) {
      chain.append(any(OPERATORS)).append(operand(depth - 1));
    }
    return chain.toString();
  }

  private String operand(int depth) {
    return switch (choices.below(12)) {
      case 9 -> "-" + atom(depth);
      case 10 -> atom(depth) + any(LABELS);
      case 11 -> depth == 0 ? "+-" + atom(0) : power(depth);
      default -> atom(depth);
    };
  }

  private String power(int depth) {
    String operator = choices.below(2) == 0 ? "^" : "**";
    return atom(depth - 1) + operator + (choices.below(3) == 2 ? "-" : "") + atom(depth - 1);
  }

  private String atom(int depth) {
    return switch (choices.below(depth == 0 ? 4 : 12)) {
      case 0 -> any(NUMBERS);
      case 4 -> "(" + expression(depth - 1) + ")";
      case 5 -> any(FUNCTIONS) + "(" + expression(depth - 1) + ")";
      case 6 -> (choices.below(2) == 0 ? "min" : "MAX ") + "(" + expressions(depth - 1) + ")";
      case 7 -> "{" + expressions(depth - 1) + "," + expression(depth - 1) + "}" + selections(true);
      case 8 -> poolOfPools();
      case 9 -> "(d2+" + expression(depth - 1) + ")d" + faces(sides()) + selections(true);
      case 10 -> "2d(d4*" + expression(depth - 1) + ")" + selections(true);
      case 11 -> "{" + expression(depth - 1) + "}";
      default -> dice(true);
    };
  }

  private String expressions(int depth) {
    StringJoiner row = new StringJoiner(choices.below(2) == 0 ? "," : " , ");
    int count = 1 + choices.below(3);
    for (int i = 0; i < count; i++) {
      row.add(expression(depth));
    }
    return row.toString();
  }

  private String poolOfPools() {
    StringJoiner pools = new StringJoiner("+", "{", "}");
    int count = 1 + choices.below(3);
    for (int i = 0; i < count; i++) {
      pools.add(dice(false));
    }
    return pools + selections(true);
  }

  private String dice(boolean counted) {
    int count = choices.below(8) == 7 ? COUNTS[choices.below(COUNTS.length)] : choices.below(4) + 1;
    int sides = sides();
    String written = count == 1 && choices.below(2) == 1 ? "" : Integer.toString(count);
    String d = choices.below(9) == 8 ? " D " : "d";
    return written + d + faces(sides) + modifiers(count, sides, counted);
  }

  /** Returns a number of sides, or {@link #FATE}. */
  private int sides() {
    return switch (choices.below(4)) {
      case 0 -> 6;
      case 1 -> choices.below(8) == 7 ? FATE : choices.below(8) + 1;
      default -> SIDES[choices.below(SIDES.length)];
    };
  }

  private String faces(int sides) {
    if (sides == FATE) {
      return any(new String[] {"F", "f.2", "F.1"});
    }
    return sides == 100 && choices.below(2) == 1 ? "%" : Integer.toString(sides);
  }

  /*
   * Low faces may be rerolled and high ones may explode; a face between them does neither, so that
   * rolling terminates.
   */
  private String modifiers(int count, int sides, boolean counted) {
    int lowest = sides == FATE ? -1 : 1;
    int highest = sides == FATE ? 1 : sides;
    int middle = (int) (((long) lowest + highest) / 2);
    List<String> modifiers = new ArrayList<>();
    if (middle > lowest && rarely()) {
      modifiers.add(choices.below(3) == 2 ? "rr" + low(lowest, middle) : "r" + low(lowest, middle));
    }
    if (rarely()) {
      modifiers.add("ro" + trigger(lowest, highest));
    }
    if (middle < highest && rarely()) {
      modifiers.add(any(new String[] {"!", "!!", "!p", "!!p"}) + high(middle, highest));
    }
    if (rarely()) {
      modifiers.add("min" + (lowest + choices.below(3) - 1));
    }
    if (rarely()) {
      modifiers.add("max" + (lowest + 1 + choices.below(4)));
    }
    if (modifiers.isEmpty() && count <= highest - lowest + 1 && rarely()) {
      modifiers.add("u");
    }
    if (rarely()) {
      modifiers.add((choices.below(2) == 0 ? "cs" : "cf") + trigger(lowest, highest));
    }
    addSelections(modifiers);
    return inAnyOrder(modifiers, counted);
  }

  private String low(int lowest, int middle) {
    int face = lowest + choices.below(Math.min(1000, middle - lowest));
    return any(new String[] {"", "=" + lowest, "<" + (face + 1), "<=" + face, "=" + face});
  }

  private String high(int middle, int highest) {
    int face = highest - choices.below(Math.min(1000, highest - middle));
    return any(new String[] {"", "=" + highest, ">" + (face - 1), ">=" + face, "=" + face});
  }

  private String trigger(int lowest, int highest) {
    return choices.below(3) == 0 ? "" : point(lowest, highest);
  }

  private String point(int lowest, int highest) {
    long width = Math.min(1000, (long) highest - lowest + 3);
    return any(COMPARISONS) + (lowest - 1 + choices.below((int) width));
  }

  private String selections(boolean counted) {
    List<String> modifiers = new ArrayList<>();
    addSelections(modifiers);
    return inAnyOrder(modifiers, counted);
  }

  private void addSelections(List<String> modifiers) {
    int count = Math.max(0, choices.below(6) - 3);
    for (int i = 0; i < count; i++) {
      modifiers.add(any(SELECTIONS));
    }
    if (rarely()) {
      modifiers.add(choices.below(2) == 0 ? "sa" : "sd");
    }
  }

  /**
   * A comparison is written first, since after another modifier it could be parsed as its point. A
   * blank separates {@code r} and {@code ro}, since {@code rr} is a token too.
   */
  private String inAnyOrder(List<String> modifiers, boolean counted) {
    StringBuilder written = new StringBuilder();
    if (counted && rarely()) {
      int points = 1 + choices.below(2);
      for (int i = 0; i < points; i++) {
        written.append(point(1, 6));
      }
      written.append(rarely() ? "f" + point(1, 6) : "");
    }
    while (!modifiers.isEmpty()) {
      String next = modifiers.remove(choices.below(modifiers.size()));
      boolean together = written.length() == 0 || written.charAt(written.length() - 1) != 'r';
      written.append(together ? "" : " ").append(next);
    }
    return written.toString();
  }

  private boolean rarely() {
    return choices.below(5) == 4;
  }

  private String any(String[] words) {
    return words[choices.below(words.length)];
  }
}
