package dicegate.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of each series that a log accounts for: finds those that were left out, used twice,
 * or taken in another order. Rule 4 of {@code src/docs/verify.md}. Confined to one thread.
 */
public final class SeriesLedger {

  private final Map<String, Series> byRoot = new LinkedHashMap<>();

  /** The number of each roll, by its identity: a reveal has that of the roll that it reveals. */
  private final Map<String, String> numbers = new LinkedHashMap<>();

  /** Where a roll is seen, which decides what can be said about the numbers around it. */
  public enum Audience {
    /** All at the table: each number before it is accounted for. */
    ALL,
    /** The owner of the log alone, away from a table: so is each number before it. */
    OWN,
    /** Some at the table, or it is hidden: numbers before it may be accounted for later. */
    SOME,
    /** All, later than it was rolled: its number is that of the roll that it reveals. */
    REVEAL
  }

  /**
   * A roll of a log.
   *
   * @param root of its series
   * @param index in it
   * @param id identifies it in the log: the same for a hidden roll and its reveal
   * @param expression as the engine got it; null if the log does not have it
   * @param seed of the player; null if the log does not have it
   * @param unused numbers of which the server says that no roll was made
   * @param hidden numbers of which the server says that their rolls are hidden
   */
  public record Roll(
      String root,
      int index,
      Audience audience,
      String id,
      @Nullable String expression,
      @Nullable String seed,
      List<Integer> unused,
      List<Integer> hidden) {

    public Roll {
      unused = List.copyOf(unused);
      hidden = List.copyOf(hidden);
    }
  }

  /** What is known of one series. */
  private static final class Series {
    private final Map<Integer, Roll> rolls = new TreeMap<>();
    private final Set<Integer> unused = new TreeSet<>();
    private final Set<Integer> hidden = new TreeSet<>();
    private @Nullable String seed;
    private int lastAtTable = -1;
    private int lastOwn = -1;

    /** The bounds between which each number is accounted for. */
    private int first = Integer.MAX_VALUE;

    private int last = -1;
    private boolean fromStart;

    private int last(Audience audience) {
      return audience == Audience.OWN ? lastOwn : lastAtTable;
    }

    private List<Integer> gaps() {
      List<Integer> missing = new ArrayList<>();
      for (int i = fromStart ? 0 : first; i < last; i++) {
        if (!rolls.containsKey(i) && !unused.contains(i) && !hidden.contains(i)) {
          missing.add(i);
        }
      }
      return missing;
    }
  }

  /**
   * Adds a roll, in the order of the log.
   *
   * @return what is wrong with it; empty if nothing is
   */
  public List<String> add(Roll roll) {
    Series series = byRoot.computeIfAbsent(roll.root(), any -> new Series());
    List<String> faults = new ArrayList<>();
    addNumbers(roll, roll.unused(), series.unused, faults);
    addNumbers(roll, roll.hidden(), series.hidden, faults);
    if (series.unused.contains(roll.index())) {
      faults.add("number %d of the series is said to be unused".formatted(roll.index()));
    }
    if (series.seed != null && roll.seed() != null && !series.seed.equals(roll.seed())) {
      faults.add("its player's seed is not that of the series");
    }
    Roll before = series.rolls.get(roll.index());
    String number = roll.root() + ' ' + roll.index();
    if (before != null && !isSame(before, roll)) {
      faults.add("number %d of the series is used twice".formatted(roll.index()));
    } else if (!number.equals(numbers.getOrDefault(roll.id(), number))) {
      faults.add("it has another number than the roll that it reveals");
    } else if (before == null
        && roll.audience() != Audience.REVEAL
        && roll.index() < series.last(roll.audience())) {
      faults.add(
          "number %d of the series comes behind number %d"
              .formatted(roll.index(), series.last(roll.audience())));
    }
    numbers.putIfAbsent(roll.id(), number);
    keep(roll, series);
    return faults;
  }

  private static void addNumbers(
      Roll roll, List<Integer> told, Set<Integer> known, List<String> faults) {
    for (int each : told) {
      if (each >= roll.index()) {
        faults.add(
            "number %d of the series is not before number %d, which accounts for it"
                .formatted(each, roll.index()));
      }
      known.add(each);
    }
  }

  private static void keep(Roll roll, Series series) {
    Roll known = series.rolls.get(roll.index());
    if (known == null || known.expression() == null) {
      series.rolls.put(roll.index(), roll);
    }
    if (series.seed == null) {
      series.seed = roll.seed();
    }
    switch (roll.audience()) {
      case ALL, OWN -> {
        series.first = Math.min(series.first, roll.index());
        series.last = Math.max(series.last, roll.index());
      }
      case SOME, REVEAL -> {}
    }
    switch (roll.audience()) {
      case ALL, SOME -> series.lastAtTable = Math.max(series.lastAtTable, roll.index());
      case OWN -> series.lastOwn = Math.max(series.lastOwn, roll.index());
      case REVEAL -> {}
    }
  }

  /** Returns whether two entries of one number are a roll and its reveal, or two reveals. */
  private static boolean isSame(Roll a, Roll b) {
    return a.id().equals(b.id())
        && a.audience() != Audience.ALL
        && (a.expression() == null
            || b.expression() == null
            || a.expression().equals(b.expression()));
  }

  /** Demands that the numbers of a series are accounted for from 0 on. */
  public void beginsAtZero(String root) {
    byRoot.computeIfAbsent(root, any -> new Series()).fromStart = true;
  }

  /**
   * Returns the numbers that are missing, by root: between the first and the last roll for all, or
   * own roll. What came before the first may be older than the log; what comes behind the last may
   * be accounted for later.
   */
  public Map<String, List<Integer>> gaps() {
    Map<String, List<Integer>> gaps = new LinkedHashMap<>();
    byRoot.forEach(
        (root, series) -> {
          List<Integer> missing = series.gaps();
          if (!missing.isEmpty()) {
            gaps.put(root, missing);
          }
        });
    return gaps;
  }

  /** Returns how many numbers of each series have no roll, by root; those with none left out. */
  public Map<String, Integer> unused() {
    Map<String, Integer> unused = new LinkedHashMap<>();
    byRoot.forEach(
        (root, series) -> {
          if (!series.unused.isEmpty()) {
            unused.put(root, series.unused.size());
          }
        });
    return unused;
  }

  /** Returns the highest number of a series that is accounted for; -1 if none is. */
  public int last(String root) {
    Series series = byRoot.get(root);
    if (series == null) {
      return -1;
    }
    int told =
        Math.max(
            series.unused.stream().mapToInt(each -> each).max().orElse(-1),
            series.hidden.stream().mapToInt(each -> each).max().orElse(-1));
    return Math.max(told, series.rolls.keySet().stream().mapToInt(each -> each).max().orElse(-1));
  }
}
