package dicegate.gateway;

import dicegate.http.RecentAddresses;
import java.util.function.LongSupplier;

/** The {@link JoinLimit} of each address that joined tables recently. Thread-safe. */
final class JoinLimits {

  private final LongSupplier nanoClock;
  private final RecentAddresses<JoinLimit> limits;

  JoinLimits(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.limits = new RecentAddresses<>(address -> new JoinLimit(nanoClock));
  }

  /** Returns the limit of an address; a new one if the address is empty. */
  JoinLimit of(String address) {
    return address.isEmpty() ? new JoinLimit(nanoClock) : limits.of(address);
  }
}
