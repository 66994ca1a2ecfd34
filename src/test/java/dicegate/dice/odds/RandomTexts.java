package dicegate.dice.odds;

import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult;
import java.util.SplittableRandom;

/** Random valid texts, reproducible by the seed. Confined to one thread. */
final class RandomTexts {

  private static final String[] OPERATORS = {"+", "-", "*", "/", "%", "**", "+", "-"};
  private static final String[] FUNCTIONS = {"floor", "ceil", "round", "abs"};
  private static final String[] CUSTOM = {"[1,2,2,4]", "[0,1]", "[-3,0..2,2,9]", "[2,4]", "[5]"};
  private static final String[] DIE = {
    "r", "r<2", "ro", "ro<3", "!", "!!", "!p", "!!p", "!>3", "min2", "max4", "u", "r(1,2)", "!odd",
    "min-1", "r3", "!o", "!!t2", "!pt2>2", "!i", "!i>2"
  };
  private static final String[] POOL = {
    "kh",
    "kl",
    "dh",
    "dl",
    "kh2",
    "kl3",
    ">=3",
    "=2=4",
    "<3f4",
    "<>2f>3",
    "sd",
    "dl2",
    ">0f0",
    "even",
    "odd",
    "=(1,3)",
    "<>(2,4)feven",
    "kh(1d3)",
    "dl(1d4-1)",
    ">=(1d4+1)",
    "=(1d4,2)f<(1d3)",
    "<>(1d6)"
  };

  private final SplittableRandom random;

  RandomTexts(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns a text that parses. */
  String next() {
    String text;
    do {
      text = expression(3);
    } while (!(Notation.parse(text) instanceof ParseResult.Parsed));
    return text;
  }

  private String expression(int depth) {
    return switch (depth == 0 ? random.nextInt(5) : random.nextInt(12)) {
      case 0 -> Integer.toString(random.nextInt(8));
      case 1, 2, 3, 4 -> dice(Integer.toString(random.nextInt(5)), sides());
      case 5 -> dice("(" + expression(depth - 1) + ")", sides());
      case 6 -> dice("2", "(" + expression(depth - 1) + ")");
      case 7 -> "(" + expression(depth - 1) + ")" + any(OPERATORS) + expression(depth - 1);
      case 8 -> any(FUNCTIONS) + "(" + expression(depth - 1) + ")";
      case 9 -> "max(" + expression(depth - 1) + "," + expression(depth - 1) + ")";
      case 10 -> "{" + expression(depth - 1) + "," + expression(depth - 1) + "}" + some(POOL);
      default -> "{" + dice("2", "4") + "+" + dice("1", "6") + "}" + some(POOL);
    };
  }

  private String dice(String count, String sides) {
    return count + "d" + sides + some(DIE) + some(POOL);
  }

  private String sides() {
    return switch (random.nextInt(8)) {
      case 0 -> "F";
      case 1 -> any(CUSTOM);
      default -> Integer.toString(random.nextInt(1, 9));
    };
  }

  private String some(String[] words) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> any(words);
      case 2 -> any(words) + any(words);
      default -> "";
    };
  }

  private String any(String[] words) {
    return words[random.nextInt(words.length)];
  }
}
