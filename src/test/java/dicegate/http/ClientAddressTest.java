package dicegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:0:1::1, 20010db800000001/64",
    "2001:db8:0:1:ffff:ffff:ffff:ffff, 20010db800000001/64",
    "2001:db8:0:2::1, 20010db800000002/64",
    "fe80::1%1, fe80000000000000/64",
    "::1, 0000000000000000/64",
    "::ffff:192.0.2.1, 192.0.2.1",
    "no:address, no:address",
  })
  void subscriberIsAnAddressOfIpv4OrANetworkOfIpv6(String address, String subscriber) {
    assertThat(ClientAddress.subscriber(address)).isEqualTo(subscriber);
  }
}
