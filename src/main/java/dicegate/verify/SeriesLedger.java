package dicegate.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which rolls of each series a log accounts for: finds those that were left out, used twice, or
 * taken in another order. Confined to one thread.
 */
public final class SeriesLedger {

  private final Map<String, Entries> byRoot = new LinkedHashMap<>();

  /** What is known of one series. */
  private static final class Entries {
    private final Map<Integer, String> rolls = new HashMap<>();
    private final Set<Integer> unused = new TreeSet<>();
    private int first = Integer.MAX_VALUE;
    private int last = -1;
  }

  /**
   * Adds a roll, in the order of the log.
   *
   * @param roll identifies it in the log: the same for a hidden roll and its reveal
   * @param unused indexes of the series that the server says were not used for a roll
   * @return what is wrong with it; empty if nothing is
   */
  public List<String> add(String root, int index, String roll, List<Integer> unused) {
    Entries entries = byRoot.computeIfAbsent(root, any -> new Entries());
    List<String> faults = new ArrayList<>();
    for (int each : unused) {
      if (entries.rolls.containsKey(each)) {
        faults.add("number %d of the series was a roll, and is said to be unused".formatted(each));
      }
      entries.unused.add(each);
    }
    if (entries.unused.contains(index)) {
      faults.add("number %d of the series is said to be unused".formatted(index));
    }
    String before = entries.rolls.putIfAbsent(index, roll);
    if (before == null && index < entries.last) {
      faults.add("number %d of the series comes behind number %d".formatted(index, entries.last));
    } else if (before != null && !Objects.equals(before, roll)) {
      faults.add("number %d of the series is used twice".formatted(index));
    }
    entries.first = Math.min(entries.first, index);
    entries.last = Math.max(entries.last, index);
    return faults;
  }

  /**
   * Returns the numbers that are missing between the first and the last known roll of each series,
   * by root. What came before the first may be older than the log.
   */
  public Map<String, List<Integer>> gaps() {
    Map<String, List<Integer>> gaps = new LinkedHashMap<>();
    byRoot.forEach(
        (root, entries) -> {
          List<Integer> missing = new ArrayList<>();
          for (int i = entries.first; i < entries.last; i++) {
            if (!entries.rolls.containsKey(i) && !entries.unused.contains(i)) {
              missing.add(i);
            }
          }
          if (!missing.isEmpty()) {
            gaps.put(root, missing);
          }
        });
    return gaps;
  }

  /** Returns how many series there are. */
  public int size() {
    return byRoot.size();
  }
}
