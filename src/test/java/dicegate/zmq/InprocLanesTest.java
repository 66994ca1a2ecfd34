package dicegate.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Lanes to real REP sockets in this process, polled by the test. */
final class InprocLanesTest {

  private static final List<String> ADDRESSES = List.of("inproc://lane.1", "inproc://lane.2");

  private final SocketContext context = new SocketContext("lanes-test");
  private final Wakeup wakeup = new Wakeup();
  private final List<Service> services = new ArrayList<>();
  private final InprocLanes lanes = new InprocLanes(ADDRESSES, context, wakeup, true);

  /** A REP socket that is published under its address. */
  private final class Service {
    private final String address;
    private final InprocService published = new InprocService(new Wakeup());
    private final ZMQ.Socket rep = context.context().createSocket(SocketType.REP);

    Service(String address) {
      this.address = address;
      rep.bind(address);
      context.publish(address, published);
    }

    /** Receives a request, if one is waiting, and replies with its text. */
    boolean echo() {
      byte[] request = rep.recv(ZMQ.DONTWAIT);
      if (request != null) {
        rep.send(request);
        published.signalClients();
      }
      return request != null;
    }

    void close() {
      context.withdraw(address, published);
      rep.close();
    }
  }

  @BeforeEach
  void open() {
    context.retain();
  }

  @AfterEach
  void close() {
    lanes.close();
    services.forEach(Service::close);
    wakeup.close();
    context.release();
  }

  @Test
  void withoutWorkersThereIsNoRoom() {
    assertThat(lanes.connect()).isFalse();
    assertThat(lanes.hasRoom(Load.LIGHT)).isFalse();
    assertThat(send("3d6", Load.LIGHT)).isFalse();
  }

  @Test
  void quickMessagesGoToTheFirstIdleWorkerThenToTheFirstWithRoom() {
    openServices();

    assertThat(send("a", Load.LIGHT)).isTrue();
    assertThat(send("b", Load.LIGHT)).isTrue();
    assertThat(send("c", Load.LIGHT)).isTrue();

    assertThat(echoes(0)).isEqualTo(2);
    assertThat(echoes(1)).isEqualTo(1);
    assertThat(replies()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(lanes.inFlight()).isZero();
  }

  @Test
  void slowMessagesLeaveTheFirstWorkerToTheOthers() {
    openServices();

    assertThat(send("slow", Load.HEAVY)).isTrue();
    assertThat(lanes.hasRoom(Load.HEAVY)).isFalse();
    assertThat(send("slow, too", Load.HEAVY)).isFalse();
    assertThat(send("quick", Load.LIGHT)).isTrue();
    assertThat(send("quick, too", Load.LIGHT)).isTrue();
    assertThat(lanes.hasRoom(Load.LIGHT)).as("behind the slow one").isFalse();

    assertThat(echoes(1)).isEqualTo(1);
    assertThat(replies()).containsExactly("slow");
    assertThat(lanes.hasRoom(Load.HEAVY)).isTrue();
    assertThat(lanes.hasRoom(Load.LIGHT)).isTrue();
  }

  @Test
  void heaviestMessagesHaveHalfOfTheWorkers() {
    List<String> addresses = new ArrayList<>(ADDRESSES);
    addresses.add("inproc://lane.3");
    addresses.add("inproc://lane.4");
    addresses.forEach(address -> services.add(new Service(address)));
    InprocLanes four = new InprocLanes(addresses, context, wakeup, true);
    assertThat(four.connect()).isTrue();

    assertThat(four.send(message("one"), Load.HEAVIEST)).isTrue();
    assertThat(four.send(message("two"), Load.HEAVIEST)).isTrue();
    assertThat(four.hasRoom(Load.HEAVIEST)).isFalse();
    assertThat(four.hasRoom(Load.HEAVY)).as("the third of four").isTrue();
    four.close();
  }

  @Test
  void workerThatIsKeptGetsNoLightMessages() {
    openServices();
    assertThat(send("first", Load.LIGHT)).isTrue();
    assertThat(send("second", Load.LIGHT)).isTrue();
    lanes.keepLast(true);

    assertThat(send("behind the first", Load.LIGHT)).isTrue();
    assertThat(lanes.hasRoom(Load.LIGHT)).isFalse();
    assertThat(echoes(1)).isEqualTo(1);
    assertThat(replies()).containsExactly("second");
    assertThat(lanes.hasRoom(Load.LIGHT)).isFalse();
    assertThat(lanes.hasRoom(Load.HEAVY)).isTrue();
  }

  private static Message message(String text) {
    return Message.of(new byte[0], text.getBytes(UTF_8));
  }

  @Test
  void singleWorkerTakesBothKinds() {
    InprocLanes one = new InprocLanes(ADDRESSES.subList(0, 1), context, wakeup, true);
    services.add(new Service(ADDRESSES.get(0)));
    assertThat(one.connect()).isTrue();

    assertThat(one.send(message("slow"), Load.HEAVY)).isTrue();
    assertThat(one.hasRoom(Load.HEAVY)).isFalse();
    assertThat(one.hasRoom(Load.LIGHT)).isTrue();
    one.close();
  }

  @Test
  void lanesNoticeAWorkerThatOpensAgain() {
    openServices();
    assertThat(send("lost", Load.LIGHT)).isTrue();
    assertThat(lanes.lost()).isFalse();

    services.removeFirst().close();
    assertThat(lanes.lost()).isTrue();
    lanes.reconnectLost();

    assertThat(lanes.lost()).isFalse();
    assertThat(lanes.inFlight()).isZero();
    assertThat(send("to the other", Load.LIGHT)).isTrue();
    assertThat(services.getFirst().echo()).isTrue();
    assertThat(replies()).containsExactly("to the other");
  }

  @Test
  void addressHasOneServiceAtATime() {
    openServices();

    assertThatThrownBy(() -> context.publish(ADDRESSES.get(0), new InprocService(wakeup)))
        .isInstanceOf(IllegalStateException.class);
  }

  private void openServices() {
    ADDRESSES.forEach(address -> services.add(new Service(address)));
    assertThat(lanes.connect()).isTrue();
  }

  private boolean send(String text, Load load) {
    boolean sent = lanes.send(message(text), load);
    lanes.flush();
    return sent;
  }

  /** Lets a service answer all that waits; returns how many that was. */
  private int echoes(int service) {
    int echoed = 0;
    while (services.get(service).echo()) {
      echoed++;
    }
    return echoed;
  }

  private List<String> replies() {
    List<String> replies = new ArrayList<>();
    Message reply;
    while ((reply = lanes.receive()) != null) {
      assertThat(reply.frames().get(0)).isEmpty();
      replies.add(new String(reply.frames().get(1), UTF_8));
    }
    return replies;
  }
}
