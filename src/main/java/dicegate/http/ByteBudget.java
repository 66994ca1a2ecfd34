package dicegate.http;

import java.util.HashMap;
import java.util.Map;

/**
 * The bytes that clients make the server hold: limited in total, and for each address.
 *
 * <p>Thread-safe.
 */
public final class ByteBudget {

  private final long total;
  private final long perAddress;
  private final Map<String, Long> heldPerAddress = new HashMap<>(); // guarded by this
  private long held; // guarded by this

  /**
   * Creates a budget of which nothing is taken.
   *
   * @param total the maximum number of bytes
   * @param perAddress the maximum number of bytes of one address; 0 if addresses do not distinguish
   *     clients, and so have no limit
   */
  public ByteBudget(long total, long perAddress) {
    this.total = total;
    this.perAddress = perAddress;
  }

  /**
   * Takes bytes, unless a limit would be exceeded. They are returned by {@link #release}.
   *
   * @return whether they were taken
   */
  public synchronized boolean tryAcquire(String address, long bytes) {
    long ofAddress = heldPerAddress.getOrDefault(address, 0L) + bytes;
    if (held + bytes > total || (perAddress > 0 && ofAddress > perAddress)) {
      return false;
    }
    held += bytes;
    heldPerAddress.put(address, ofAddress);
    return true;
  }

  /** Returns bytes that were taken. */
  public synchronized void release(String address, long bytes) {
    held -= bytes;
    heldPerAddress.computeIfPresent(
        address, (same, before) -> before == bytes ? null : before - bytes);
  }

  /** Returns the number of bytes taken. */
  public synchronized long held() {
    return held;
  }
}
