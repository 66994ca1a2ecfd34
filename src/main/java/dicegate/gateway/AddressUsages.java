package dicegate.gateway;

import dicegate.http.RecentAddresses;
import java.util.function.LongSupplier;

/**
 * The {@link AddressUsage} of each address that was used lately. Thread-safe.
 *
 * <p>An address that is dropped while it has clients begins again when its next client comes.
 */
public final class AddressUsages {

  private static final AddressUsage UNLIMITED = AddressUsage.unlimited();

  private final RecentAddresses<AddressUsage> usages;

  /**
   * Creates usages of no address.
   *
   * @param nanoClock returns the time as {@link System#nanoTime} does
   */
  public AddressUsages(AddressLimits limits, LongSupplier nanoClock) {
    usages = new RecentAddresses<>(address -> new AddressUsage(limits, nanoClock));
  }

  /** Returns the usage of an address; without limits if it is empty. */
  AddressUsage of(String address) {
    return address.isEmpty() ? UNLIMITED : usages.of(address);
  }
}
