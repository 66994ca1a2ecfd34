package dicegate.fleet;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The queue of requests that wait for an engine. Accounts take turns by the work that the engines
 * have done for them: the one that was charged least is next, so ten dear rolls delay others no
 * more than a thousand cheap ones. Within an account, clients take turns.
 *
 * <p>The algorithm is start-time fair queueing. A request is charged with an estimate when it is
 * sent and with the true work when it is answered, since nobody knows the work before. The queue's
 * clock is the charge of the last account that had a turn; an account that begins to wait starts
 * there at the least, so it saves up no turns. Charges are compared in steps of a millisecond;
 * below that, accounts simply take turns.
 *
 * <p>Bounded by the fleet's capacity; an account is forgotten a minute after its last request.
 * Confined to the fleet's thread.
 *
 * @see <a href="https://dl.acm.org/doi/10.1145/248157.248171">Goyal, Vin and Cheng: Start-time fair
 *     queueing, SIGCOMM 1996</a>
 * @see <a
 *     href="https://www.usenix.org/conference/atc17/technical-sessions/presentation/hoilan-jorgesen">
 *     Høiland-Jørgensen et al.: Ending the anomaly, ATC 2017, charges the true airtime
 *     afterwards</a>
 */
final class FairQueue {

  /** The most that an account may owe, in milliseconds: an engine that hangs is not its fault. */
  private static final long MAX_DEBT_MILLIS = 1_000;

  /** An account whose request took so much less than estimated has the next of equal turns. */
  private static final double OVERCHARGED_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private static final long FORGET_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Map<String, Account> accounts = new HashMap<>();
  private final AccountTurns quick = new AccountTurns(WorkClass.QUICK);
  private final AccountTurns heavy = new AccountTurns(WorkClass.HEAVY);
  private final AccountTurns odds = new AccountTurns(WorkClass.ODDS);
  private final List<AccountTurns> turns = List.of(quick, heavy, odds);

  /** The highest rank of an account that had a turn, in milliseconds. */
  private long clock;

  private long lastRankNumber;
  private long forgottenNanos;

  /** Adds a new request, behind its client's others. */
  void add(PendingRequest request, long nowNanos) {
    Account account = accounts.computeIfAbsent(request.asker().account(), name -> new Account());
    account.onUsed(nowNanos);
    request.assign(account);
    add(account, request, false);
  }

  /**
   * Adds a request that an engine left out of a batch, before its client's others. Its account gets
   * back what it was charged, and has the next turn of those with the same charges.
   */
  void addLeftOut(PendingRequest request) {
    Account account = request.account();
    account.charge(request.takeUncharged());
    request.onLeftOut();
    add(account, request, true);
    rank(account, - ++lastRankNumber);
  }

  /** Adds a request that an engine lost, behind those lost before. */
  void addLost(PendingRequest request) {
    turnsOf(request.workClass()).addLost(request);
  }

  /**
   * Returns the class whose turn it is, whose next request {@link #peek} returns.
   *
   * @param except classes for which no engine has room
   * @return null if no request of another class waits
   */
  @Nullable WorkClass nextClass(Set<WorkClass> except) {
    AccountTurns next = null;
    for (AccountTurns each : turns) {
      if (!each.isEmpty()
          && !except.contains(each.workClass())
          && each.peek() != null
          && (next == null || each.goesBefore(next))) {
        next = each;
      }
    }
    return next == null ? null : next.workClass();
  }

  /** Returns the next request of a class without removing it; null if there is none. */
  @Nullable PendingRequest peek(WorkClass workClass) {
    return turnsOf(workClass).peek();
  }

  /** Removes the request that {@link #peek} returned, and charges its account. */
  void remove(PendingRequest request) {
    WorkClass workClass = request.workClass();
    Account account = request.account();
    double estimate = account.estimateNanos(workClass);
    clock = Math.max(clock, account.rank());
    request.onCharged(estimate);
    account.charge(estimate);
    Account ended = turnsOf(workClass).remove(estimate);
    if (ended != null) {
      rank(ended, ++lastRankNumber);
    }
  }

  /** Charges the true work of a request in place of the estimates. */
  void settle(PendingRequest request, long nowNanos) {
    Account account = request.account();
    account.onWork(request.workClass(), request.workNanos(), nowNanos);
    double uncharged = request.takeUncharged();
    account.charge(uncharged);
    account.limitTo(clock + MAX_DEBT_MILLIS);
    if (uncharged < -OVERCHARGED_NANOS) {
      // It has waited too long already.
      rank(account, - ++lastRankNumber);
    } else if (account.isRankOutdated()) {
      rank(account, ++lastRankNumber);
    }
  }

  /** Removes and returns all requests. */
  List<PendingRequest> removeAll() {
    List<PendingRequest> all = new ArrayList<>();
    turns.forEach(ofClass -> all.addAll(ofClass.removeAll()));
    return all;
  }

  /** Removes completed requests. */
  void removeCompleted() {
    turns.forEach(AccountTurns::removeCompleted);
  }

  boolean isEmpty() {
    return nextClass(EnumSet.noneOf(WorkClass.class)) == null;
  }

  /** Forgets accounts that have asked nothing for long. */
  void forgetAccounts(long nowNanos) {
    if (nowNanos - forgottenNanos >= FORGET_INTERVAL_NANOS) {
      forgottenNanos = nowNanos;
      accounts.values().removeIf(account -> account.isForgettable(nowNanos));
    }
  }

  /** Returns the number of accounts remembered. */
  int accounts() {
    return accounts.size();
  }

  private void add(Account account, PendingRequest request, boolean hasWaited) {
    if (!account.isWaiting()) {
      account.raiseTo(clock);
      rank(account, ++lastRankNumber);
    }
    turnsOf(request.workClass()).add(account, request, hasWaited, account.rank() > clock);
  }

  private void rank(Account account, long number) {
    for (AccountTurns each : turns) {
      each.takeOut(account);
    }
    account.updateRank(number);
    for (AccountTurns each : turns) {
      each.putBack(account);
    }
  }

  private AccountTurns turnsOf(WorkClass workClass) {
    return switch (workClass) {
      case QUICK -> quick;
      case HEAVY -> heavy;
      case ODDS -> odds;
    };
  }
}
