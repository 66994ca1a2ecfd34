package dicegate.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * The rolls of all tables, and what each member saw of them. Rolls are numbered from 0 and take
 * turns over the tables, and at a table over its members. A roll's total is its number plus one,
 * which identifies it wherever it is seen.
 *
 * <p>Confined to the clients' thread; read by others after its end.
 */
final class TableJournal {
  private static final long OPEN = -1;
  private static final int DIGITS = 3;
  private static final int MAX_COMPLAINTS = 20;

  private final TablesSettings settings;
  private final long[] askedNanos;
  private final boolean[] answered;
  private final List<List<Long>> seen = new ArrayList<>();
  private final Map<String, Integer> complaints = new TreeMap<>();
  private final Histogram calmNanos = new Histogram(DIGITS);
  private final Histogram disturbedNanos = new Histogram(DIGITS);
  private final Set<Integer> retried = new HashSet<>();
  private long seenCount;
  private int answeredCount;
  private int asked;
  private int refusals;

  TableJournal(TablesSettings settings) {
    this.settings = settings;
    this.askedNanos = new long[settings.rolls()];
    this.answered = new boolean[settings.rolls()];
    Arrays.fill(askedNanos, OPEN);
    for (int player = 0; player < settings.players(); player++) {
      seen.add(new ArrayList<>());
    }
  }

  /** Returns the player who makes a roll; players of a table have consecutive numbers. */
  int playerOf(int roll) {
    int table = roll % settings.tables();
    int member = roll / settings.tables() % settings.members();
    return table * settings.members() + member;
  }

  String text(int roll) {
    return "{\"type\":\"roll\",\"id\":%d,\"expr\":\"1d1*%d\"}".formatted(roll, roll + 1);
  }

  void asked(int roll, long nanos) {
    askedNanos[roll] = nanos;
    asked++;
  }

  /** Notes that a roll was refused temporarily and will be repeated. */
  void refused(int roll) {
    refusals++;
    retried.add(roll);
  }

  void answered(int roll) {
    if (answered[roll]) {
      complain("answered again");
    } else {
      answered[roll] = true;
      answeredCount++;
    }
  }

  /**
   * Notes that a player saw a roll.
   *
   * @param total of the roll
   */
  void seen(int player, long seq, long total, long nanos) {
    int roll = (int) total - 1;
    if (roll < 0 || roll >= askedNanos.length || askedNanos[roll] == OPEN) {
      complain("an unknown roll");
      return;
    }
    List<Long> own = seen.get(player);
    if (seq != own.size() + 1) {
      complain("place %d after place %d".formatted(seq, own.size()));
    }
    own.add(total);
    seenCount++;
    // A repeated roll is measured from its first request.
    long second = roll / settings.rate();
    if (second >= settings.warmup().toSeconds()) {
      boolean calm = second < settings.undisturbed().toSeconds();
      (calm ? calmNanos : disturbedNanos).recordValue(Math.max(0, nanos - askedNanos[roll]));
    }
  }

  void complain(String what) {
    if (complaints.size() < MAX_COMPLAINTS || complaints.containsKey(what)) {
      complaints.merge(what, 1, Integer::sum);
    }
  }

  /** Returns whether every roll was answered, and seen by all members of its table. */
  boolean isComplete() {
    return answeredCount == asked && seenCount >= (long) asked * settings.members();
  }

  int askedCount() {
    return asked;
  }

  int answeredCount() {
    return answeredCount;
  }

  /** Returns the number of temporarily refused rolls and of refusals, for the report. */
  String refusals() {
    return "%d rolls, %d times".formatted(retried.size(), refusals);
  }

  /** Returns how many times each fault was found; empty if all members saw the same rolls. */
  Map<String, Integer> faults() {
    Map<String, Integer> faults = new TreeMap<>(complaints);
    Map<Integer, Set<Long>> expected = new HashMap<>();
    for (int roll = 0; roll < answered.length; roll++) {
      if (answered[roll]) {
        int table = playerOf(roll) / settings.members();
        expected.computeIfAbsent(table, made -> new HashSet<>()).add(roll + 1L);
      }
    }
    for (int player = 0; player < settings.players(); player++) {
      int table = player / settings.members();
      List<Long> own = seen.get(player);
      Set<Long> distinct = new HashSet<>(own);
      if (distinct.size() != own.size()) {
        faults.merge("saw a roll twice", 1, Integer::sum);
      }
      if (!distinct.equals(expected.getOrDefault(table, Set.of()))) {
        faults.merge("saw other rolls than those of the table", 1, Integer::sum);
      }
      if (!own.equals(seen.get(table * settings.members()))) {
        faults.merge("saw another order than the first member", 1, Integer::sum);
      }
    }
    return faults;
  }

  /**
   * Returns the times from the request of a roll to its arrival at a member, without faults and
   * after the warm-up.
   */
  Histogram calmNanos() {
    return calmNanos;
  }

  /** Returns the same times, with faults. */
  Histogram disturbedNanos() {
    return disturbedNanos;
  }

  long seenCount() {
    return seenCount;
  }
}
