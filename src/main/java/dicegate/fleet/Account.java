package dicegate.fleet;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The work that the engines do for one {@link Asker#account()}: what it is charged for, what one of
 * its requests usually takes, and those of its requests that wait. Confined to the fleet's thread.
 */
final class Account {

  /** The order of turns: the lowest rank, and of several the lowest number. */
  static final Comparator<Account> BY_RANK =
      Comparator.<Account>comparingLong(account -> account.rank)
          .thenComparingLong(account -> account.rankNumber);

  /** Accounts whose charges differ by less than this simply take turns. */
  private static final double QUANTUM_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** A roll that takes longer than this is a heavy one. */
  static final long HEAVY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** How long after a heavy roll an account is suspect, and an unused account is remembered. */
  private static final long REMEMBERED_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Weight of a new request in the moving averages. */
  private static final double WEIGHT = 0.25;

  /** Rolls in a row that have to be heavy for the next one to count as heavy. */
  private static final int HEAVY_IN_A_ROW = 4;

  private final Map<WorkClass, Backlog> backlogs = new EnumMap<>(WorkClass.class);
  private int heavyInARow;
  private double chargedNanos;
  private long rank;
  private long rankNumber;
  private long usedNanos;
  private long heavyNanos;
  private boolean hadHeavy;

  /** The requests of one class. */
  private static final class Backlog {
    private final ClientTurns waiting = new ClientTurns();
    private double averageNanos;

    private Backlog(WorkClass workClass) {
      averageNanos = firstEstimateNanos(workClass);
    }
  }

  /**
   * Returns the class of a roll of which nothing else is known: that of the last few. One alone
   * tells little, since the work of engines elsewhere is measured by the clock.
   */
  WorkClass classOfRolls() {
    return heavyInARow >= HEAVY_IN_A_ROW ? WorkClass.HEAVY : WorkClass.QUICK;
  }

  /**
   * Returns whether a roll of the account was heavy lately, so that an engine should judge its
   * rolls by their text before it starts on them.
   */
  boolean isSuspect(long nowNanos) {
    return hadHeavy && nowNanos - heavyNanos < REMEMBERED_NANOS;
  }

  /** Returns the expected work for a request, in nanoseconds of one worker. */
  double estimateNanos(WorkClass workClass) {
    return backlog(workClass).averageNanos;
  }

  /** Records the work that a request took. */
  void onWork(WorkClass workClass, long workNanos, long nowNanos) {
    Backlog backlog = backlog(workClass);
    backlog.averageNanos += WEIGHT * ((double) workNanos - backlog.averageNanos);
    if (workClass != WorkClass.ODDS) {
      boolean heavy = workNanos >= HEAVY_NANOS;
      heavyInARow = heavy ? heavyInARow + 1 : 0;
      if (heavy) {
        hadHeavy = true;
        heavyNanos = nowNanos;
      }
    }
  }

  /** Returns the requests of a class that wait. */
  ClientTurns waiting(WorkClass workClass) {
    return backlog(workClass).waiting;
  }

  /** Returns whether any request waits. */
  boolean isWaiting() {
    for (Backlog backlog : backlogs.values()) {
      if (!backlog.waiting.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Charges work, or gives some back, in nanoseconds; the rank remains. */
  void charge(double nanos) {
    chargedNanos += nanos;
  }

  /** Sets the charges to those of this rank at the least. */
  void raiseTo(long leastRank) {
    chargedNanos = Math.max(chargedNanos, (double) leastRank * QUANTUM_NANOS);
  }

  /** Sets the charges to those of this rank at the most. */
  void limitTo(long highestRank) {
    chargedNanos = Math.min(chargedNanos, (double) highestRank * QUANTUM_NANOS);
  }

  /** Returns the work charged when the account was last ranked, in milliseconds. */
  long rank() {
    return rank;
  }

  /** Returns whether the charges have changed so much that the account has to be ranked again. */
  boolean isRankOutdated() {
    return rank != currentRank();
  }

  /**
   * Ranks the account by its present charges; it must be in no sorted collection meanwhile.
   *
   * @param number the account with the lower one comes first of those with the same rank
   */
  void updateRank(long number) {
    rank = currentRank();
    rankNumber = number;
  }

  private long currentRank() {
    return (long) Math.floor(chargedNanos / QUANTUM_NANOS);
  }

  void onUsed(long nowNanos) {
    usedNanos = nowNanos;
  }

  /** Returns whether nothing about the account is worth remembering. */
  boolean isForgettable(long nowNanos) {
    return nowNanos - usedNanos >= REMEMBERED_NANOS && !isWaiting();
  }

  private Backlog backlog(WorkClass workClass) {
    Backlog backlog = backlogs.get(workClass);
    if (backlog == null) {
      backlog = new Backlog(workClass);
      backlogs.put(workClass, backlog);
    }
    return backlog;
  }

  private static double firstEstimateNanos(WorkClass workClass) {
    return switch (workClass) {
      case QUICK -> TimeUnit.MICROSECONDS.toNanos(10);
      case HEAVY -> TimeUnit.MILLISECONDS.toNanos(2);
      case ODDS -> TimeUnit.MILLISECONDS.toNanos(10);
    };
  }
}
