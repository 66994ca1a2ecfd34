package dicegate.table.log;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The members of one table whose seats are kept, in memory. Guarded by its bus. */
final class KeptSeats {

  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(TableBus.SEAT_KEPT_SECONDS);

  private final int max;

  /** The times since when, oldest first. */
  private final Map<String, Long> since = new LinkedHashMap<>();

  KeptSeats(int max) {
    this.max = max;
  }

  /** Keeps the seats of members who are gone, and of none who is here; returns the ids. */
  Set<String> update(Collection<String> gone, List<Member> here, long nowNanos) {
    for (String member : gone) {
      since.remove(member);
      since.put(member, nowNanos);
    }
    here.forEach(member -> since.remove(member.id()));
    Iterator<Long> oldest = since.values().iterator();
    while (oldest.hasNext() && (nowNanos - oldest.next() >= KEPT_NANOS || since.size() > max)) {
      oldest.remove();
    }
    return Set.copyOf(since.keySet());
  }
}
