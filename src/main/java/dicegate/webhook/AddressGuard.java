package dicegate.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Resolves the host of a webhook, once for each request, and refuses it if one of its addresses is
 * not public. Thread-safe.
 *
 * @param resolver finds the addresses of a name
 * @param permitted decides about each address; other than public ones in tests alone
 */
record AddressGuard(Resolver resolver, Predicate<InetAddress> permitted) {

  /** The most addresses of a host that are looked at. */
  private static final int MAX_ADDRESSES = 64;

  /** Finds the addresses of a name; may block. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** A host that may not be reached, or has no address. */
  static final class RefusedHostException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedHostException(String message) {
      super(message);
    }
  }

  /** Makes the guard for the internet. */
  static AddressGuard ofPublicAddresses() {
    return new AddressGuard(InetAddress::getAllByName, PublicAddresses::contains);
  }

  /**
   * Returns the addresses of a host, to which a connection may be made.
   *
   * @throws UnknownHostException if it has none at the moment
   * @throws RefusedHostException if one of them is not public: the others would not help, since the
   *     answer may be another one next time
   */
  List<InetAddress> addresses(String host) throws UnknownHostException, RefusedHostException {
    InetAddress[] resolved = resolver.resolve(host);
    if (resolved.length == 0) {
      throw new UnknownHostException(host);
    }
    if (resolved.length > MAX_ADDRESSES) {
      throw new RefusedHostException(
          "The host has more than %d addresses.".formatted(MAX_ADDRESSES));
    }
    List<InetAddress> addresses = List.of(resolved);
    if (!addresses.stream().allMatch(permitted)) {
      throw new RefusedHostException("The host has an address that is not public.");
    }
    return addresses;
  }
}
