package dicegate.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

final class RouteTest {

  @Test
  void aConnectionComesFromTheAddressOfItsRoute() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      Route route = Route.loopback("127.0.0.1", port).withReceiveBuffer(2_048);

      try (SocketChannel client = route.open()) {
        client.configureBlocking(true);
        client.connect(route.to());
        try (SocketChannel accepted = server.accept()) {
          assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
          assertThat(client.getLocalAddress())
              .extracting(address -> ((InetSocketAddress) address).getAddress())
              .isEqualTo(route.from());
          assertThat(client.getOption(StandardSocketOptions.SO_RCVBUF)).isLessThan(10_000);
        }
      }
    }
  }

  @Test
  void aRouteWithoutAnAddressIsLeftToTheSystem() {
    Route route = Route.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));

    assertThat(route.from()).isNull();
    assertThat(route.receiveBufferBytes()).isZero();
  }
}
