package dicegate.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The accounts whose requests of one {@link WorkClass} wait: those that have just begun to wait,
 * then the others, the least charged first. Requests that an engine lost go before all, since they
 * have waited already.
 *
 * <p>If many accounts wait, a turn is several requests long: their answers then leave together, in
 * one write to the network where the server can. Confined to the fleet's thread.
 */
final class AccountTurns {

  /** The longest turn, in requests. */
  private static final int MAX_TURN = 16;

  /** The number of waiting accounts for which a turn becomes one request longer. */
  private static final int ACCOUNTS_PER_TURN_REQUEST = 16;

  /** The work after which a turn ends. */
  private static final double MAX_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** First turns in a row, after which one of the others has a turn. */
  private static final int MAX_FIRST_TURNS = 16;

  private final WorkClass workClass;
  private final Deque<PendingRequest> lost = new ArrayDeque<>();

  /** The accounts without debts that have had no turn since they began to wait. */
  private final Deque<Account> firstTurns = new ArrayDeque<>();

  private final TreeSet<Account> ranked = new TreeSet<>(Account.BY_RANK);
  private @Nullable Account current;
  private boolean currentIsRanked;
  private boolean takenOut;
  private boolean started;
  private int leftInTurn;
  private double turnNanos;
  private int firstTurnsInARow;

  AccountTurns(WorkClass workClass) {
    this.workClass = workClass;
  }

  WorkClass workClass() {
    return workClass;
  }

  boolean isEmpty() {
    return lost.isEmpty() && current == null && ranked.isEmpty() && firstTurns.isEmpty();
  }

  /** Adds a request that an engine lost, behind those lost before. */
  void addLost(PendingRequest request) {
    lost.add(request);
  }

  /**
   * Adds a request to the account, before its client's others if it has waited already.
   *
   * @param hasDebt whether the account was charged more than it may have been by now
   */
  void add(Account account, PendingRequest request, boolean hasWaited, boolean hasDebt) {
    ClientTurns waiting = account.waiting(workClass);
    if (waiting.isEmpty()) {
      if (hasDebt) {
        ranked.add(account);
      } else {
        firstTurns.add(account);
      }
    }
    if (hasWaited) {
      waiting.addFirst(request);
    } else {
      waiting.add(request);
    }
  }

  /** Returns the next request without removing it; null if there is none. */
  @Nullable PendingRequest peek() {
    if (!lost.isEmpty()) {
      return lost.peek();
    }
    // A turn that has not started may be that of another account by now.
    if (current == null || (currentIsRanked && !started)) {
      chooseTurn();
    }
    return current == null ? null : current.waiting(workClass).peek();
  }

  /** Returns whether the request that {@link #peek} returned goes before that of others. */
  boolean goesBefore(AccountTurns others) {
    if (current == null || !lost.isEmpty()) {
      return true;
    }
    return others.lost.isEmpty()
        && others.current != null
        && Account.BY_RANK.compare(current, others.current) < 0;
  }

  /**
   * Removes the request that {@link #peek} returned.
   *
   * @param estimateNanos the work that it is expected to take
   * @return the account whose turn ended, which has to be ranked again; else null
   */
  @Nullable Account remove(double estimateNanos) {
    if (lost.poll() != null) {
      return null;
    }
    Account account = current;
    if (account == null) {
      throw new IllegalStateException("peek comes first");
    }
    if (!started) {
      startTurn();
    }
    ClientTurns waiting = account.waiting(workClass);
    waiting.remove();
    leftInTurn--;
    turnNanos += estimateNanos;
    if (waiting.isEmpty()) {
      ranked.remove(account);
      current = null;
      return account;
    }
    if (leftInTurn > 0 && turnNanos < MAX_TURN_NANOS) {
      return null;
    }
    endTurn();
    return account;
  }

  /** Takes an account out of the order while its rank changes. */
  void takeOut(Account account) {
    takenOut = !ranked.isEmpty() && ranked.remove(account);
  }

  /** Puts an account back into the order, if it was there. */
  void putBack(Account account) {
    if (takenOut) {
      takenOut = false;
      ranked.add(account);
    }
  }

  /** Removes and returns all requests. */
  List<PendingRequest> removeAll() {
    List<PendingRequest> all = new ArrayList<>(lost);
    endTurn();
    firstTurns.forEach(account -> all.addAll(account.waiting(workClass).removeAll()));
    ranked.forEach(account -> all.addAll(account.waiting(workClass).removeAll()));
    lost.clear();
    firstTurns.clear();
    ranked.clear();
    return all;
  }

  /** Removes completed requests. */
  void removeCompleted() {
    endTurn();
    lost.removeIf(PendingRequest::isCompleted);
    firstTurns.removeIf(this::hasOnlyCompleted);
    ranked.removeIf(this::hasOnlyCompleted);
  }

  private boolean hasOnlyCompleted(Account account) {
    ClientTurns waiting = account.waiting(workClass);
    waiting.removeCompleted();
    return waiting.isEmpty();
  }

  private void chooseTurn() {
    boolean first =
        !firstTurns.isEmpty() && (ranked.isEmpty() || firstTurnsInARow < MAX_FIRST_TURNS);
    currentIsRanked = !first;
    current = first ? firstTurns.poll() : ranked.isEmpty() ? null : ranked.first();
    started = false;
  }

  private void startTurn() {
    started = true;
    firstTurnsInARow = currentIsRanked ? 0 : firstTurnsInARow + 1;
    int waiting = ranked.size() + firstTurns.size() + (currentIsRanked ? 0 : 1);
    leftInTurn = Math.clamp(waiting / ACCOUNTS_PER_TURN_REQUEST, 1, MAX_TURN);
    turnNanos = 0;
  }

  /** Ends a turn, after which the account is ranked. */
  private void endTurn() {
    if (current != null && !currentIsRanked) {
      ranked.add(current);
    }
    current = null;
  }
}
