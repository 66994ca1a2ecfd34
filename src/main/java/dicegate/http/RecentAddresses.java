package dicegate.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is remembered of each address that was used recently: of {@link #MAX_ADDRESSES} at most, and
 * the one that was not used for longest is forgotten first. Thread-safe.
 *
 * @param <T> what is remembered of an address
 */
public final class RecentAddresses<T> {

  /** The maximum number of addresses remembered. */
  public static final int MAX_ADDRESSES = 10_000;

  private static final int INITIAL_CAPACITY = 16;
  private static final float LOAD_FACTOR = 0.75f;

  private final Function<String, T> first;

  private final Map<String, T> remembered = // guarded by this
      new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  /**
   * Creates it without addresses.
   *
   * @param first makes what is remembered of an address at its first use
   */
  public RecentAddresses(Function<String, T> first) {
    this.first = first;
  }

  /** Returns what is remembered of an address. */
  public synchronized T of(String address) {
    return remembered.computeIfAbsent(address, first);
  }
}
