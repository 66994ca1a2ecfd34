package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import java.util.ArrayList;
import java.util.List;

/** The faces of the dice of a pool. */
public sealed interface Faces {

  /** The sides of a Fate die. */
  int FATE_SIDES = 6;

  /** Returns the lowest face. */
  default int lowest() {
    return switch (this) {
      case Sides numbered -> 1;
      case MoreTens percent -> 1;
      case Fate fate -> -1;
      case Custom custom -> custom.runs().stream().mapToInt(Run::first).min().orElseThrow();
      case Computed computed -> 1;
    };
  }

  /**
   * Returns the highest face.
   *
   * @throws IllegalArgumentException if it is not computed yet
   */
  default int highest() {
    return switch (this) {
      case Sides numbered -> numbered.sides();
      case MoreTens percent -> MoreTens.SIDES;
      case Fate fate -> 1;
      case Custom custom -> custom.runs().stream().mapToInt(Run::last).max().orElseThrow();
      case Computed computed ->
          throw new IllegalArgumentException("the sides are not computed yet");
    };
  }

  /** Returns how many dice are rolled for one die, without its modifiers. */
  default int rolls() {
    return this instanceof MoreTens percent ? 2 + percent.amount() : 1;
  }

  /**
   * Returns the number of sides of a die, which are equally likely unless it has more tens.
   *
   * @throws IllegalArgumentException if it is not computed yet
   */
  default int sideCount() {
    return switch (this) {
      case Sides numbered -> numbered.sides();
      case MoreTens percent -> MoreTens.SIDES;
      case Fate fate -> FATE_SIDES;
      case Custom custom -> (int) custom.runs().stream().mapToLong(Run::size).sum();
      case Computed computed -> highest();
    };
  }

  /**
   * Returns the face on a side.
   *
   * @param side 1 to {@link #sideCount}
   */
  default int face(int side) {
    return switch (this) {
      case Sides numbered -> side;
      case MoreTens percent -> side;
      case Fate fate ->
          fate == Fate.TWO_EACH ? (side - 1) / 2 - 1 : side == 1 ? -1 : side == FATE_SIDES ? 1 : 0;
      case Custom custom -> custom.faceOn(side);
      case Computed computed -> side;
    };
  }

  /** Returns the number of sides that show the face. */
  default int sidesOf(int face) {
    return switch (this) {
      case Sides numbered -> 1;
      case MoreTens percent -> 1;
      case Fate fate -> fate == Fate.TWO_EACH ? 2 : face == 0 ? 4 : 1;
      case Custom custom -> (int) custom.runs().stream().filter(run -> run.contains(face)).count();
      case Computed computed -> 1;
    };
  }

  /** Returns the faces as ranges of numbers, in no order; they may overlap. */
  default List<Run> ranges() {
    return this instanceof Custom custom ? custom.runs() : List.of(new Run(lowest(), highest()));
  }

  /**
   * The numbers from 1, equally likely.
   *
   * @param sides 1 to {@link DiceLimits#MAX_SIDES}
   */
  record Sides(int sides) implements Faces {

    public Sides {
      if (sides < 1 || sides > DiceLimits.MAX_SIDES) {
        throw new IllegalArgumentException("sides out of range: " + sides);
      }
    }
  }

  /**
   * A d100 of Call of Cthulhu with bonus or penalty dice: one die of units, and several of tens, of
   * which the one counts that makes the lowest or the highest number. 00 and 0 is 100.
   *
   * @param amount the further dice of tens, 1 to {@link DiceLimits#MAX_MORE_TENS}
   * @param penalty whether the highest number counts, which is the worse one
   */
  record MoreTens(int amount, boolean penalty) implements Faces {

    private static final int SIDES = 100;

    public MoreTens {
      if (amount < 1 || amount > DiceLimits.MAX_MORE_TENS) {
        throw new IllegalArgumentException("dice of tens out of range: " + amount);
      }
    }
  }

  /** A die of Fate or Fudge: six sides that show -1, 0 or 1. */
  enum Fate implements Faces {
    /** One side is -1 and one is 1, {@code dF.1}. */
    ONE_EACH,
    /** Two sides are -1 and two are 1, {@code dF} or {@code dF.2}. */
    TWO_EACH
  }

  /**
   * Faces of its own for each side, {@code d[1,2,2,4]}, or with symbols, {@code d[success,blank]}.
   *
   * @param runs the faces in the order of the sides; consecutive numbers are one run, but each side
   *     of dice with symbols is a run of its own
   */
  record Custom(List<Run> runs) implements Faces {

    /** Joins consecutive runs, or separates them, so that equal sides make equal faces. */
    public Custom {
      boolean symbolic = runs.stream().anyMatch(Run::hasSymbols);
      runs = symbolic ? separated(runs) : joined(runs);
      long sides = runs.stream().mapToLong(Run::size).sum();
      if (sides < 1 || sides > DiceLimits.MAX_SIDES) {
        throw new IllegalArgumentException("sides out of range: " + sides);
      }
    }

    private static List<Run> joined(List<Run> runs) {
      List<Run> joined = new ArrayList<>();
      for (Run run : runs) {
        int last = joined.size() - 1;
        if (last >= 0 && joined.get(last).last() + 1 == run.first()) {
          joined.set(last, new Run(joined.get(last).first(), run.last()));
        } else {
          joined.add(run);
        }
      }
      return List.copyOf(joined);
    }

    private static List<Run> separated(List<Run> runs) {
      List<Run> sides = new ArrayList<>();
      for (Run run : runs) {
        for (int face = run.first(); face <= run.last(); face++) {
          sides.add(new Run(face, face, run.symbols()));
        }
      }
      return List.copyOf(sides);
    }

    /** Tells whether a side has a symbol; then each side is a run of its own. */
    public boolean hasSymbols() {
      return runs.stream().anyMatch(Run::hasSymbols);
    }

    private int faceOn(int side) {
      int left = side - 1;
      for (Run run : runs) {
        if (left < run.size()) {
          return run.first() + left;
        }
        left -= (int) run.size();
      }
      throw new IndexOutOfBoundsException(side);
    }
  }

  /**
   * Sides with consecutive numbers, or one side with symbols.
   *
   * @param first the number on the first side, within {@link DiceLimits#MAX_FACE} in magnitude
   * @param last the number on the last side, likewise; {@code first} or more
   * @param symbols the symbols on each of the sides, in the order written; none twice
   */
  record Run(int first, int last, List<SymbolCount> symbols) {

    /** Makes sides without symbols. */
    public Run(int first, int last) {
      this(first, last, List.of());
    }

    public Run {
      symbols = List.copyOf(symbols);
      if (first > last || first < -DiceLimits.MAX_FACE || last > DiceLimits.MAX_FACE) {
        throw new IllegalArgumentException("run out of range: " + first + ".." + last);
      }
    }

    /** Returns the number of sides. */
    public long size() {
      return (long) last - first + 1;
    }

    /** Tells whether the sides have a symbol. */
    public boolean hasSymbols() {
      return !symbols.isEmpty();
    }

    /** Returns how often the symbol is on each of the sides; 0 if it is not. */
    public int countOf(String symbol) {
      for (SymbolCount count : symbols) {
        if (count.name().equals(symbol)) {
          return count.factor();
        }
      }
      return 0;
    }

    /** Tells whether one of the sides shows the number. */
    public boolean contains(long number) {
      return first <= number && number <= last;
    }
  }

  /**
   * How often a symbol is on a face, {@code 2*success}.
   *
   * @param name up to {@link DiceLimits#MAX_SYMBOL_CHARS} characters, as typed
   * @param factor within {@link DiceLimits#MAX_SYMBOL_FACTOR} in magnitude, not 0; a negative one
   *     cancels positive ones of other dice
   */
  record SymbolCount(String name, int factor) {}

  /** A number of sides that is computed when rolling, {@code 2d(1d6+4)}. */
  record Computed(Expression sides) implements Faces {}
}
