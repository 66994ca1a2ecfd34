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
 * What was rolled at the tables, and what each member saw of it. Rolls are numbered from 0 and go
 * round the tables, and at a table round its members; a roll's total is its number plus one, so
 * each is known again wherever it is seen.
 *
 * <p>Confined to the clients' thread; read by others when that has ended.
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
  private final Histogram roughNanos = new Histogram(DIGITS);
  private final Set<Integer> again = new HashSet<>();
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

  /** Returns who makes a roll; players of a table follow each other. */
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

  /** Notes that a roll was refused for now, and is asked again. */
  void refused(int roll) {
    refusals++;
    again.add(roll);
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
      complain("a roll that nobody made");
      return;
    }
    List<Long> own = seen.get(player);
    if (seq != own.size() + 1) {
      complain("place %d after place %d".formatted(seq, own.size()));
    }
    own.add(total);
    seenCount++;
    // What was asked again is measured from when it was first asked.
    long second = roll / settings.rate();
    if (second >= settings.warmup().toSeconds()) {
      boolean calm = second < settings.undisturbed().toSeconds();
      (calm ? calmNanos : roughNanos).recordValue(Math.max(0, nanos - askedNanos[roll]));
    }
  }

  void complain(String what) {
    if (complaints.size() < MAX_COMPLAINTS || complaints.containsKey(what)) {
      complaints.merge(what, 1, Integer::sum);
    }
  }

  /** Tells whether every roll was answered, and seen by all at its table. */
  boolean isComplete() {
    return answeredCount == asked && seenCount >= (long) asked * settings.members();
  }

  int askedCount() {
    return asked;
  }

  int answeredCount() {
    return answeredCount;
  }

  /** Returns how many rolls were refused for now, and how often. */
  String refusals() {
    return "%d rolls, %d times".formatted(again.size(), refusals);
  }

  /** Returns what every member of each table saw, and whether it is the same: nothing if all is. */
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
        faults.merge("did not see just the rolls of the table", 1, Integer::sum);
      }
      if (!own.equals(seen.get(table * settings.members()))) {
        faults.merge("saw another order than the first member", 1, Integer::sum);
      }
    }
    return faults;
  }

  /**
   * Returns from when a roll was asked to when a member saw it, before the misfortunes, once it is
   * warm.
   */
  Histogram calmNanos() {
    return calmNanos;
  }

  /** Returns the same, while they lasted. */
  Histogram roughNanos() {
    return roughNanos;
  }

  long seenCount() {
    return seenCount;
  }
}
