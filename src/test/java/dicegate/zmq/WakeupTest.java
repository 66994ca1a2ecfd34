package dicegate.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WakeupTest {

  private final Wakeup wakeup = new Wakeup();
  private Selector selector;

  @BeforeEach
  void openSelector() throws IOException {
    selector = Selector.open();
    wakeup.channel().register(selector, SelectionKey.OP_READ);
  }

  @AfterEach
  void close() throws IOException {
    selector.close();
    wakeup.close();
  }

  @Test
  void signalWakesTheSleeperOnce() throws IOException {
    wakeup.prepareToSleep();
    wakeup.signal();
    wakeup.signal();

    assertThat(readable()).isTrue();
    wakeup.awake(true);
    assertThat(readable()).isFalse();
  }

  @Test
  void signalToAnOwnerThatIsAwakeWritesNothing() throws IOException {
    wakeup.signal();

    assertThat(readable()).isFalse();
  }

  @Test
  void byteThatArrivesAfterTheOwnerWokeIsReadAfterTheNextSleep() throws IOException {
    wakeup.prepareToSleep();
    wakeup.signal();
    // As if the poll had ended for another reason, before the byte arrived.
    wakeup.awake(false);
    wakeup.prepareToSleep();

    assertThat(readable()).isTrue();
    wakeup.awake(true);
    assertThat(readable()).isFalse();
  }

  private boolean readable() throws IOException {
    selector.selectedKeys().clear();
    return selector.selectNow() > 0;
  }
}
