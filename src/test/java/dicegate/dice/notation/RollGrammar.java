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

  /** Dice with faces of their own, of which one is in the middle of the lowest and highest. */
  private static final List<Custom> CUSTOM =
      List.of(
          new Custom("[1,2,2,4]", 1, 4, 3),
          new Custom("[-1..1]", -1, 1, 3),
          new Custom("[0,1]", 0, 1, 2),
          new Custom("[ 20 , 30,10 ]", 10, 30, 3),
          new Custom("[0..9]", 0, 9, 10),
          new Custom("[-6..-4,0,0,6,6]", -6, 6, 5),
          new Custom("[7]", 7, 7, 1));

  private static final int[] COUNTS = {1, 2, 3, 4, 5, 6, 0, 10, 20, 100};
  private static final int[] SIDES = {6, 2, 3, 4, 8, 10, 12, 20, 100, 1, 7, 1000, 1_000_000_000};
  private static final String[] NUMBERS = {
    "1", "2", "3", "0", "7", "10", "0.5", "2.25", "100", "9007199254740991"
  };
  private static final String[] OPERATORS = {"+", "-", "*", "/", "%", " + ", " - ", "\t* "};
  private static final String[] FUNCTIONS = {
    "floor", "ceil", "round", "abs", "sqrt", "sign", "FLOOR", "Round", "Sqrt"
  };
  private static final String[] LABELS = {"[a]", "[fire & ice]", "[ #1, {2} (\u00e4) ]", "[a][b]"};
  private static final String[] COMMENTS = {
    "", " #", "\t# for x", " # [a] \ud83c\udfb2 #", " // fire", "//"
  };
  private static final String[] LABELS_IN_FRONT = {"[hit]", "[a;b] ", "[ 2# ] "};
  private static final String[] SEPARATORS = {";", " ; "};
  private static final String[] ADVANTAGE = {"adv", "dis", "1d20 advantage", "d20Dis"};
  private static final String[] MORE_TENS = {
    "d100bonus", "d%penalty", "d100 bonus2", "D100Penalty3"
  };
  private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">="};
  private static final String[] ORDERS = {">=", ">", "<", "<=", " vs ", "dc "};
  private static final String[] HUNDREDS = {"d%", "d100", "1d100+10", "(2d10)"};
  private static final String[] TWENTIES = {"1d20", "2d20kh1+7", "1d20r1-2", "3+d20[hit]*2"};
  private static final String[] RULES = {" pf2", "PF2", " by 5", ""};
  private static final String[] MATCHING = {"m", "mt", "mt3", "MT2", "mw", "mh"};
  private static final String[] SELECTIONS = {
    "k", "kh", "kl", "d", "dh", "dl", "k2", "kh3", "kl2", "dh1", "dl2", "kh0", "dl0", "kh100"
  };
  private static final String[] COMPUTED_SELECTIONS = {
    "k(1d3)", "kl (d4-1)", "dh(2)", "dl(2d2[n])", "kh(floor(7/2))"
  };
  private static final String[] COMPUTED_POINTS = {
    ">=(1d4)", "=( 1, d4 )", "<>(d3,-2,1d6-3)", "<(2+1)", ">(-(1d2))", "<=({1d4,d6}kh1)"
  };

  /** Terms with symbols, which are allowed where no other operation is applied to them. */
  private static final String[] SYMBOLS = {
    "+2d[success,blank,success+advantage]",
    " - d[-threat,2*success,BLANK,3]kh1",
    "+{2d[hit+1,blank]+d6}dl1",
    "-(d[heads,tails][coin])",
    "+(1d4)d[hit,blank]sd"
  };

  private record Custom(String text, int lowest, int highest, int different) {}

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

  /** Returns a text with repeats, labels, one to three expressions and a comment. */
  public String request() {
    String repeats = rarely() ? choices.below(6) + 1 + "#" : "";
    StringBuilder request = new StringBuilder(repeats + result());
    int more = repeats.isEmpty() && rarely() ? choices.below(3) : 0;
    for (int i = 0; i < more; i++) {
      request.append(any(SEPARATORS)).append(result());
    }
    return request + (rarely() ? any(COMMENTS) : "");
  }

  /**
   * Returns an expression, perhaps with a check, which cannot begin with a sign if it has a label.
   */
  private String result() {
    String expression = roll();
    if (!rarely()) {
      return expression;
    }
    boolean signed = expression.startsWith("-") || expression.startsWith("+");
    return any(LABELS_IN_FRONT) + (signed ? "0" + expression : expression);
  }

  /** Returns a text without repeats and comment, but perhaps with a check. */
  public String roll() {
    return rarely() ? checked() : expression();
  }

  private String checked() {
    String target = choices.below(3) == 2 ? expression(1) : Integer.toString(choices.below(30));
    return switch (choices.below(6)) {
      case 3 -> "(" + expression(2) + ")" + any(ORDERS) + target + " by " + (1 + choices.below(9));
      case 4 -> any(HUNDREDS) + " VS " + target + " coc";
      case 5 -> any(TWENTIES) + " dc (" + target + ")" + any(RULES);
      default -> "(" + expression(3) + ")" + any(COMPARISONS) + target;
    };
  }

  /** Returns a text without repeats, check and comment. */
  public String expression() {
    String expression = expression(MAX_DEPTH);
    return rarely() ? expression + any(SYMBOLS) : expression;
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
    return switch (choices.below(depth == 0 ? 4 : 15)) {
      case 0 -> any(NUMBERS);
      case 4 -> "(" + expression(depth - 1) + ")";
      case 5 -> any(FUNCTIONS) + "(" + expression(depth - 1) + ")";
      case 6 -> (choices.below(2) == 0 ? "min" : "MAX ") + "(" + expressions(depth - 1) + ")";
      case 7 -> "{" + expressions(depth - 1) + "," + expression(depth - 1) + "}" + ofMembers();
      case 8 -> poolOfPools();
      case 9 -> "(d2+" + expression(depth - 1) + ")d" + faces(sides()) + selections(true);
      case 10 -> "2d(d4*" + expression(depth - 1) + ")" + selections(true);
      case 11 -> "{" + expression(depth - 1) + "}";
      case 12 -> "pow(" + expression(depth - 1) + " ," + expression(depth - 1) + ")";
      case 13 -> any(ADVANTAGE);
      case 14 -> choices.below(3) + 1 + any(MORE_TENS) + selections(true);
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

  /** Returns a number of sides, {@link #FATE}, or the negative of a place in {@link #CUSTOM}. */
  private int sides() {
    return switch (choices.below(5)) {
      case 0 -> 6;
      case 4 -> -1 - choices.below(CUSTOM.size());
      case 1 -> choices.below(8) == 7 ? FATE : choices.below(8) + 1;
      default -> SIDES[choices.below(SIDES.length)];
    };
  }

  private String faces(int sides) {
    if (sides == FATE) {
      return any(new String[] {"F", "f.2", "F.1"});
    }
    if (sides < 0) {
      return CUSTOM.get(-1 - sides).text();
    }
    return sides == 100 && choices.below(2) == 1 ? "%" : Integer.toString(sides);
  }

  /*
   * Low faces may be rerolled and high ones may explode; a face between them does neither, so that
   * rolling terminates.
   */
  private String modifiers(int count, int sides, boolean counted) {
    Custom die =
        sides < 0
            ? CUSTOM.get(-1 - sides)
            : sides == FATE ? new Custom("", -1, 1, 3) : new Custom("", 1, sides, sides);
    int lowest = die.lowest();
    int highest = die.highest();
    int middle = (int) (((long) lowest + highest) / 2);
    List<String> modifiers = new ArrayList<>();
    if (middle > lowest && rarely()) {
      modifiers.add(choices.below(3) == 2 ? "rr" + low(lowest, middle) : "r" + low(lowest, middle));
    }
    if (rarely()) {
      modifiers.add("ro" + trigger(lowest, highest, counted));
    }
    if (middle < highest && rarely()) {
      String kind = any(new String[] {"!", "!!", "!p", "!!p"});
      modifiers.add(kind + any(new String[] {"", "", "o", "t2", "T 1000"}) + high(middle, highest));
    }
    if (rarely()) {
      modifiers.add("!i" + trigger(lowest, highest, counted));
    }
    if (rarely()) {
      modifiers.add("min" + (lowest + choices.below(3) - 1));
    }
    if (rarely()) {
      modifiers.add("max" + (lowest + 1 + choices.below(4)));
    }
    if (modifiers.isEmpty() && count <= die.different() && rarely()) {
      modifiers.add("u");
    }
    if (rarely()) {
      modifiers.add((choices.below(2) == 0 ? "cs" : "cf") + trigger(lowest, highest, counted));
    }
    addSelections(modifiers, counted);
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

  private String trigger(int lowest, int highest, boolean computed) {
    return choices.below(3) == 0 ? "" : point(lowest, highest, computed);
  }

  private String point(int lowest, int highest, boolean computed) {
    long width = Math.min(1000, (long) highest - lowest + 3);
    if (rarely()) {
      return choices.below(2) == 0 ? "even" : "odd";
    }
    if (rarely()) {
      String list = "(" + lowest + "," + (lowest + choices.below((int) width)) + " , 2)";
      return (choices.below(2) == 0 ? "=" : "<>") + list;
    }
    if (computed && rarely()) {
      return any(COMPUTED_POINTS);
    }
    return any(COMPARISONS) + (lowest - 1 + choices.below((int) width));
  }

  private String selections(boolean counted) {
    List<String> modifiers = new ArrayList<>();
    addSelections(modifiers, counted);
    return inAnyOrder(modifiers, counted);
  }

  /** Returns modifiers of a group of several members, which has no sets. */
  private String ofMembers() {
    List<String> modifiers = new ArrayList<>();
    addSelections(modifiers, true);
    return inAnyOrder(modifiers, true, false);
  }

  private void addSelections(List<String> modifiers, boolean computed) {
    int count = Math.max(0, choices.below(6) - 3);
    for (int i = 0; i < count; i++) {
      modifiers.add(any(computed && rarely() ? COMPUTED_SELECTIONS : SELECTIONS));
    }
    if (rarely()) {
      modifiers.add(choices.below(2) == 0 ? "sa" : "sd");
    }
  }

  /**
   * A comparison is written first, since after another modifier it could be parsed as its point. A
   * blank separates {@code r} and {@code ro}, since {@code rr} is a token too, {@code ro} and
   * {@code dd}, which would be {@code r} and {@code odd}, and {@code !} and {@code !i}.
   */
  private String inAnyOrder(List<String> modifiers, boolean counted) {
    return inAnyOrder(modifiers, counted, counted);
  }

  private String inAnyOrder(List<String> modifiers, boolean counted, boolean matched) {
    StringBuilder written = new StringBuilder();
    if (counted && rarely()) {
      int points = 1 + choices.below(2);
      for (int i = 0; i < points; i++) {
        written.append(point(1, 6, true));
      }
      written.append(rarely() ? "f" + point(1, 6, true) : "");
      if (matched && rarely()) {
        modifiers.add("m");
      }
    } else if (matched && rarely()) {
      modifiers.add(any(MATCHING));
    }
    while (!modifiers.isEmpty()) {
      String next = modifiers.remove(choices.below(modifiers.size()));
      char last = written.length() == 0 ? ' ' : written.charAt(written.length() - 1);
      boolean once = written.toString().endsWith("ro");
      boolean together = last != 'r' && last != '!' && !once;
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
