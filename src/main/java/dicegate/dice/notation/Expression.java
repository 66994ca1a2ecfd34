package dicegate.dice.notation;

import java.util.List;
import java.util.Locale;

/**
 * An abstract syntax tree. Equal expressions have the same meaning; their positions are not
 * compared (see {@link Span}).
 *
 * <p>Sums and products are flat lists, so the tree is never deeper than the brackets of the text.
 */
public sealed interface Expression {

  /** Returns the position in the text it was parsed from. */
  Span span();

  /**
   * Returns one of the parts that are evaluated on their own, in the order written, but the numbers
   * of modifiers after the count and sides of dice, and before the members of a group. Constant
   * counts, sides and numbers of modifiers are not included.
   *
   * @param index counted from 0
   */
  default Expression part(int index) {
    return switch (this) {
      case Constant constant -> throw new IndexOutOfBoundsException(index);
      case Dice dice -> dice.computed(index);
      case Group group -> group.evaluated(index);
      case Call call -> call.arguments().get(index);
      case Negation negation -> negation.operand();
      case Arithmetic sum -> index == 0 ? sum.first() : sum.steps().get(index - 1).operand();
      case Power power -> index == 0 ? power.base() : power.exponent();
      case Labelled labelled -> labelled.labelled();
    };
  }

  /**
   * A number.
   *
   * @param value 0 to {@link dicegate.dice.DiceLimits#MAX_NUMBER}
   */
  record Constant(double value, Span span) implements Expression {}

  /**
   * A pool of dice of one kind, {@code 4d6kh3}.
   *
   * @param count the number of dice; its value is a whole number, 0 or more
   * @param die the modifiers of each die
   * @param pool the modifiers of the pool
   */
  record Dice(Expression count, Faces faces, DieModifiers die, PoolModifiers pool, Span span)
      implements Expression {

    private Expression computed(int index) {
      int next = index;
      if (!(count instanceof Constant) && next-- == 0) {
        return count;
      }
      if (faces instanceof Faces.Computed computed && next-- == 0) {
        return computed.sides();
      }
      return ComputedNumbers.of(this).get(next);
    }
  }

  /**
   * Members whose totals are selected or counted, {@code {1d8!,1d6!}kh1}. The modifiers of a group
   * of one member apply to its dice instead, {@code {4d6+2d8}kh3}.
   *
   * @param members one or more
   */
  record Group(List<Expression> members, PoolModifiers pool, Span span) implements Expression {

    public Group {
      members = List.copyOf(members);
    }

    private Expression evaluated(int index) {
      List<Expression> numbers = ComputedNumbers.of(this);
      return index < numbers.size() ? numbers.get(index) : members.get(index - numbers.size());
    }

    /** Tells whether the modifiers apply to dice, not to the totals of members. */
    public boolean pools() {
      return members.size() == 1 && pool.present();
    }
  }

  /**
   * A function of numbers, {@code floor(8d6/2)}.
   *
   * @param arguments as many as {@link Function#takes} allows
   */
  record Call(Function function, List<Expression> arguments, Span span) implements Expression {

    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** The negative of its operand. */
  record Negation(Expression operand, Span span) implements Expression {}

  /**
   * Operators of one precedence, applied from left to right.
   *
   * @param steps one or more
   */
  record Arithmetic(Expression first, List<Step> steps, Span span) implements Expression {

    public Arithmetic {
      steps = List.copyOf(steps);
    }
  }

  /** An operator and its right operand. */
  record Step(Operator operator, Expression operand) {}

  /** The base to the power of the exponent. */
  record Power(Expression base, Expression exponent, Span span) implements Expression {}

  /**
   * An expression with labels, {@code 2d6[fire]}, which do not affect its value.
   *
   * @param labels one or more, not empty, without {@code ]}
   */
  record Labelled(Expression labelled, List<String> labels, Span span) implements Expression {

    public Labelled {
      labels = List.copyOf(labels);
    }
  }

  /** The operators of sums and of products. */
  enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    /** The real quotient. */
    DIVIDE("/"),
    /** The remainder, with the sign of the dividend. */
    MODULO("%");

    private final String symbol;
    private final String spaced;

    Operator(String symbol) {
      this.symbol = symbol;
      this.spaced = ' ' + symbol + ' ';
    }

    /** Returns the symbol in the notation. */
    public String symbol() {
      return symbol;
    }

    /** Returns the symbol between blanks. */
    String spaced() {
      return spaced;
    }

    /** Tells whether its precedence is that of sums, not of products. */
    public boolean additive() {
      return switch (this) {
        case ADD, SUBTRACT -> true;
        case MULTIPLY, DIVIDE, MODULO -> false;
      };
    }
  }

  /** The functions. */
  enum Function {
    FLOOR,
    CEIL,
    /** Rounds to the nearest whole number, halves upwards: -1.5 to -1. */
    ROUND,
    ABS,
    /** The square root; of a negative number there is none. */
    SQRT,
    /** -1, 0 or 1. */
    SIGN,
    MIN,
    MAX;

    private final String symbol = name().toLowerCase(Locale.ROOT);

    /** Returns the name in the notation. */
    public String symbol() {
      return symbol;
    }

    /** Tells whether it accepts that many arguments. */
    public boolean takes(int arguments) {
      return switch (this) {
        case MIN, MAX -> arguments >= 1;
        case FLOOR, CEIL, ROUND, ABS, SQRT, SIGN -> arguments == 1;
      };
    }
  }
}
