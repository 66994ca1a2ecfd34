package dicegate.gateway;

import java.util.HashMap;
import java.util.Map;

/**
 * Who may come in, by how many are in: in all, and from the same address.
 *
 * <p>Behind a reverse proxy all come from the proxy's address; then the limit a client is the
 * proxy's to keep, since what it forwards as an address can be made up by anybody who gets past it.
 *
 * <p>Thread-safe.
 */
final class Door {

  private final ClientLimits limits;
  private final Map<String, Integer> perAddress = new HashMap<>(); // guarded by this
  private int inside; // guarded by this

  /** What a newcomer is told. */
  enum Answer {
    /** Come in. */
    WELCOME,
    /** As many are in as may be. */
    FULL,
    /** As many are in from this address as may be. */
    FULL_FOR_ADDRESS
  }

  Door(ClientLimits limits) {
    this.limits = limits;
  }

  /** Tells what a newcomer would be told now, and counts nobody. */
  synchronized Answer look(String address) {
    if (inside >= limits.clients()) {
      return Answer.FULL;
    }
    if (limits.perAddress() > 0 && from(address) >= limits.perAddress()) {
      return Answer.FULL_FOR_ADDRESS;
    }
    return Answer.WELCOME;
  }

  /** Lets a newcomer in, if it is welcome; it leaves by {@link #leave}, once. */
  synchronized Answer enter(String address) {
    Answer answer = look(address);
    if (answer == Answer.WELCOME) {
      inside++;
      perAddress.merge(address, 1, Integer::sum);
    }
    return answer;
  }

  /** Lets out one who was let in. */
  synchronized void leave(String address) {
    inside--;
    perAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
  }

  private int from(String address) {
    return perAddress.getOrDefault(address, 0);
  }
}
