package dicegate.dice.notation;

import java.util.List;
import java.util.Locale;

/**
 * What can be rolled, as parsed. Equal expressions roll alike; where they stood does not matter
 * (see {@link Span}).
 *
 * <p>Sums and products are flat lists, so that no text makes a tree deeper than its brackets.
 */
public sealed interface Expression {

  /** Returns where it stands in the text it was parsed from. */
  Span span();

  /**
   * Returns one of the expressions in it that are evaluated on their own, in the order written.
   * Counts and sides that are just a number are none.
   *
   * @param index counted from 0
   */
  default Expression part(int index) {
    return switch (this) {
      case Constant constant -> throw new IndexOutOfBoundsException(index);
      case Dice dice -> dice.computed(index);
      case Group group -> group.members().get(index);
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
   * A pool of like dice, {@code 4d6kh3}.
   *
   * @param count how many; a {@link Constant}, or anything that comes to a whole number from 0
   * @param die what happens to each die
   * @param pool what happens to all of them
   */
  record Dice(Expression count, Faces faces, DieModifiers die, PoolModifiers pool, Span span)
      implements Expression {

    private Expression computed(int index) {
      boolean sides = index == 1 || count instanceof Constant;
      return sides && faces instanceof Faces.Computed computed ? computed.sides() : count;
    }
  }

  /**
   * Members that compete or are counted, {@code {1d8!,1d6!}kh1}. Modifiers of a single member see
   * its dice instead, {@code {4d6+2d8}kh3}.
   *
   * @param members one or more
   */
  record Group(List<Expression> members, PoolModifiers pool, Span span) implements Expression {

    public Group {
      members = List.copyOf(members);
    }

    /** Tells whether the modifiers see dice, not the totals of members. */
    public boolean pools() {
      return members.size() == 1 && !pool.equals(PoolModifiers.NONE);
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

  /** An operator and what stands right of it. */
  record Step(Operator operator, Expression operand) {}

  /** The base to the power of the exponent. */
  record Power(Expression base, Expression exponent, Span span) implements Expression {}

  /**
   * Something with words to it, {@code 2d6[fire]}; they change nothing.
   *
   * @param labels one or more, none of them empty, none with a {@code ]}
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

    /** Returns how it is written. */
    public String symbol() {
      return symbol;
    }

    /** Returns how it is written for people. */
    String spaced() {
      return spaced;
    }

    /** Tells whether it binds as a sum does, not as a product. */
    public boolean additive() {
      return this == ADD || this == SUBTRACT;
    }
  }

  /** The functions. */
  enum Function {
    FLOOR,
    CEIL,
    /** To the nearest whole number, a half up: -1.5 to -1. */
    ROUND,
    ABS,
    MIN,
    MAX;

    private final String symbol = name().toLowerCase(Locale.ROOT);

    /** Returns how it is written. */
    public String symbol() {
      return symbol;
    }

    /** Tells whether it can take that many arguments. */
    public boolean takes(int arguments) {
      return (this == MIN || this == MAX) ? arguments >= 1 : arguments == 1;
    }
  }
}
