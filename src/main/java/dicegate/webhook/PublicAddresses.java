package dicegate.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Decides which addresses are public: those that belong to one host on the internet. All others are
 * of a network of the operator's, of this machine, of many hosts, or stand for another address.
 *
 * <p>Stateless.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA, IPv4 special
 *     registry</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA, IPv6 special
 *     registry</a>
 */
final class PublicAddresses {

  private static final List<Block> NOT_PUBLIC_IPV4 =
      List.of(
          Block.of(8, 0), // this network
          Block.of(8, 10), // private
          Block.of(10, 100, 64), // shared by the clients of a provider
          Block.of(8, 127), // loopback
          Block.of(16, 169, 254), // link-local, and metadata of clouds
          Block.of(12, 172, 16), // private
          Block.of(24, 192, 0, 0), // IETF protocols
          Block.of(24, 192, 0, 2), // documentation
          Block.of(24, 192, 31, 196), // AS112
          Block.of(24, 192, 52, 193), // AMT
          Block.of(24, 192, 88, 99), // relays of 6to4
          Block.of(16, 192, 168), // private
          Block.of(24, 192, 175, 48), // AS112
          Block.of(15, 198, 18), // benchmarks
          Block.of(24, 198, 51, 100), // documentation
          Block.of(24, 203, 0, 113), // documentation
          Block.of(4, 224), // multicast
          Block.of(4, 240)); // reserved, and broadcast

  /**
   * Global unicast. What is outside: unspecified, loopback, addresses that contain one of IPv4,
   * NAT64, discard, unique local, link-local, site-local, multicast.
   */
  private static final Block GLOBAL_IPV6 = Block.of(3, 0x20);

  private static final List<Block> NOT_PUBLIC_IPV6 =
      List.of(
          Block.of(23, 0x20, 0x01, 0, 0), // IETF protocols: Teredo, ORCHID, benchmarks
          Block.of(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
          Block.of(16, 0x20, 0x02), // 6to4: contains an address of IPv4
          Block.of(48, 0x26, 0x20, 0, 0x4f, 0x80, 0), // AS112
          Block.of(20, 0x3f, 0xff)); // documentation

  /**
   * A block of addresses.
   *
   * @param bits the length of the prefix
   * @param prefix its bytes; missing ones are 0
   */
  private record Block(int bits, List<Integer> prefix) {

    static Block of(int bits, Integer... prefix) {
      return new Block(bits, List.of(prefix));
    }

    boolean contains(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int at = bit / Byte.SIZE;
        int mask = 0x80 >> (bit % Byte.SIZE);
        int wanted = at < prefix.size() ? prefix.get(at) : 0;
        if ((address[at] & mask) != (wanted & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private PublicAddresses() {}

  /** Returns whether an address is public; one of an interface of this machine is not. */
  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address ipv6) {
      return ipv6.getScopeId() == 0
          && ipv6.getScopedInterface() == null
          && GLOBAL_IPV6.contains(bytes)
          && NOT_PUBLIC_IPV6.stream().noneMatch(block -> block.contains(bytes));
    }
    return NOT_PUBLIC_IPV4.stream().noneMatch(block -> block.contains(bytes));
  }
}
