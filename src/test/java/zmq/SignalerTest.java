package zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.zmq.SocketContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import zmq.util.Errno;

/** The class that replaces one of JeroMQ's; {@code ServerIT} looks at it on the servers. */
final class SignalerTest {

  private static final String FILE = "zmq/Signaler.class";

  /** Of JeroMQ 0.7.0, which our class was made from. */
  private static final String COMPARED_SHA_256 =
      "8cc80c41889d6fdce995dc75a2f8de40ce2952ba76c998e6237cb6afe8bab3a1";

  @Test
  void ourClassComesBeforeTheLibrarys() throws Exception {
    Class<?> used = Class.forName("zmq.Signaler", false, SocketContext.class.getClassLoader());

    assertThat(used.getProtectionDomain().getCodeSource().getLocation())
        .isEqualTo(SocketContext.class.getProtectionDomain().getCodeSource().getLocation());
  }

  /** When this fails after an upgrade: read the new class, and keep, change or delete ours. */
  @Test
  void librarysClassIsTheOneThatWasRead() throws IOException, NoSuchAlgorithmException {
    List<URL> libraries =
        Collections.list(SocketContext.class.getClassLoader().getResources(FILE)).stream()
            .filter(url -> url.getProtocol().equals("jar"))
            .toList();
    assertThat(libraries).hasSize(1);

    byte[] bytes;
    try (InputStream in = libraries.get(0).openStream()) {
      bytes = in.readAllBytes();
    }

    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(COMPARED_SHA_256);
  }

  /** The write fails, and the count is there: so it came first. JeroMQ's class has none then. */
  @Test
  void signalIsCountedBeforeItIsWritten() throws IOException {
    Signaler signaler = new Signaler(new Ctx(), 1, new Errno());
    assertThat(signaler.waitEvent(0)).isFalse();
    signaler.close();

    assertThatThrownBy(signaler::send).isInstanceOf(ZError.IOException.class);

    assertThat(signaler.waitEvent(0)).isTrue();
  }

  @Test
  void eachSignalIsReceivedOnce() throws IOException {
    Signaler signaler = new Signaler(new Ctx(), 1, new Errno());
    try {
      signaler.send();
      signaler.send();
      signaler.recv();

      assertThat(signaler.waitEvent(0)).isTrue();
      signaler.recv();
      assertThat(signaler.waitEvent(0)).isFalse();
    } finally {
      signaler.close();
    }
  }
}
