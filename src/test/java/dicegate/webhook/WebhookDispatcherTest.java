package dicegate.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries over real TLS to a receiver on loopback; each runs on the test's thread. */
final class WebhookDispatcherTest {

  private static final String SECRET = "0123456789abcdef";
  private static final long NOW_SECONDS = 1_700_000_000;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final Metrics metrics = new Metrics();
  private final AtomicLong clock = new AtomicLong();
  private final List<String> log = new ArrayList<>();
  private final List<String> resolved = new ArrayList<>();
  private InetAddress[] addresses = {LOOPBACK};
  private TlsReceiver receiver;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    receiver = new TlsReceiver(directory);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void entryIsDeliveredWithItsSignature() {
    WebhookDispatcher dispatcher = dispatcher();
    WebhookQueue queue = add(dispatcher, TlsReceiver.HOST);

    assertThat(dispatcher.offer(queue, event(1))).isTrue();

    TlsReceiver.Received request = receiver.received().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/hook?x=1");
    assertThat(request.header("host")).isEqualTo(TlsReceiver.HOST + ":" + receiver.port());
    assertThat(request.header("content-type")).isEqualTo("application/json");
    assertThat(request.header("dicegate-delivery")).isEqualTo("e:1:t");
    assertThat(request.header("dicegate-timestamp")).isEqualTo(Long.toString(NOW_SECONDS));
    assertThat(request.header("dicegate-signature"))
        .isEqualTo(
            WebhookSignature.of(
                SECRET, NOW_SECONDS, request.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(request.body()).contains("\"entry\":{\"seq\":1}");
    assertThat(log).containsExactly("passed 1 true");
    assertThat(resolved).as("once for each request").containsExactly(TlsReceiver.HOST);
    assertThat(metrics.total(Counter.WEBHOOKS_DELIVERED)).isOne();
  }

  @Test
  void failedDeliveryIsRepeatedUnderTheSameIdBeforeTheNextOne() {
    WebhookDispatcher dispatcher = dispatcher();
    WebhookQueue queue = add(dispatcher, TlsReceiver.HOST);
    receiver.answer(500);
    receiver.answer(503);
    dispatcher.offer(queue, event(1));
    dispatcher.offer(queue, event(2));
    assertThat(receiver.received()).hasSize(1);

    advance(dispatcher, Duration.ofMillis(500));
    assertThat(receiver.received()).as("too early").hasSize(1);
    advance(dispatcher, WebhookQueue.FIRST_DELAY);
    advance(dispatcher, WebhookQueue.FIRST_DELAY.multipliedBy(2));
    advance(dispatcher, WebhookQueue.SPACING);

    assertThat(receiver.received().stream().map(one -> one.header("dicegate-delivery")))
        .containsExactly("e:1:t", "e:1:t", "e:1:t", "e:2:t");
    assertThat(log).containsExactly("passed 1 true", "passed 2 true");
    assertThat(metrics.total(Counter.WEBHOOKS_FAILED)).isEqualTo(2);
  }

  @Test
  void retryAfterIsObeyedUpToALimit() {
    WebhookDispatcher dispatcher = dispatcher();
    WebhookQueue queue = add(dispatcher, TlsReceiver.HOST);
    receiver.answer(429, "Retry-After", "60");
    receiver.answer(429, "Retry-After", "99999999");
    dispatcher.offer(queue, event(1));

    advance(dispatcher, Duration.ofSeconds(59));
    assertThat(receiver.received()).hasSize(1);
    advance(dispatcher, Duration.ofSeconds(1));
    assertThat(receiver.received()).hasSize(2);
    advance(dispatcher, HttpsPoster.MAX_RETRY_AFTER);

    assertThat(log).containsExactly("passed 1 true");
  }

  @Test
  void deliveryThatFailsForAnHourIsGivenUp() {
    WebhookDispatcher dispatcher = dispatcher();
    WebhookQueue queue = add(dispatcher, TlsReceiver.HOST);
    for (int i = 0; i < 20; i++) {
      receiver.answer(500);
    }
    dispatcher.offer(queue, event(1));

    for (int i = 0; i < 20 && log.isEmpty(); i++) {
      advance(dispatcher, WebhookQueue.MAX_DELAY);
    }

    assertThat(log).containsExactly("given up The receiver answered 500.");
    assertThat(receiver.received()).hasSizeBetween(4, WebhookQueue.MAX_ATTEMPTS);
    assertThat(dispatcher.offer(queue, event(2))).isFalse();
    assertThat(dispatcher.size()).isZero();
    assertThat(metrics.total(Counter.WEBHOOKS_GIVEN_UP)).isOne();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 401, 403, 404, 410})
  void addressThatIsNoWebhookIsGivenUpAndNoRedirectIsFollowed(int status) {
    WebhookDispatcher dispatcher = dispatcher();
    receiver.answer(status, "Location", "https://127.0.0.1/");

    dispatcher.offer(add(dispatcher, TlsReceiver.HOST), event(1));

    assertThat(receiver.received()).hasSize(1);
    assertThat(log)
        .singleElement()
        .asString()
        .startsWith("given up The receiver answered " + status);
  }

  @Test
  void rejectedEntryIsSkippedUntilThereAreTooManyInARow() {
    WebhookDispatcher dispatcher = dispatcher();
    WebhookQueue queue = add(dispatcher, TlsReceiver.HOST);
    receiver.answer(400);
    receiver.answer(204);
    for (int i = 0; i < WebhookQueue.MAX_REJECTED; i++) {
      receiver.answer(422);
    }

    for (int i = 1; i <= 2 + WebhookQueue.MAX_REJECTED; i++) {
      dispatcher.offer(queue, event(i));
      advance(dispatcher, WebhookQueue.SPACING);
    }

    assertThat(log)
        .containsExactly(
            "passed 1 false",
            "passed 2 true",
            "passed 3 false",
            "passed 4 false",
            "passed 5 false",
            "passed 6 false",
            "given up The receiver answered 422.");
  }

  @Test
  void certificateOfAnotherHostIsNotAccepted() {
    WebhookDispatcher dispatcher = dispatcher();

    dispatcher.offer(add(dispatcher, "other.example.com"), event(1));

    assertThat(receiver.received()).isEmpty();
    assertThat(log).isEmpty();
    assertThat(metrics.total(Counter.WEBHOOKS_FAILED)).isOne();
  }

  @Test
  void certificateOfNoAuthorityIsNotAccepted() {
    WebhookDispatcher dispatcher =
        dispatcher(
            InetAddress::isLoopbackAddress, (SSLSocketFactory) SSLSocketFactory.getDefault());

    dispatcher.offer(add(dispatcher, TlsReceiver.HOST), event(1));

    assertThat(receiver.received()).isEmpty();
    assertThat(metrics.total(Counter.WEBHOOKS_FAILED)).isOne();
  }

  @Test
  void hostWithAnAddressThatIsNotPublicIsGivenUpAndNotReached() throws Exception {
    addresses = new InetAddress[] {InetAddress.getByName("1.1.1.1"), LOOPBACK};
    WebhookDispatcher dispatcher = dispatcher(PublicAddresses::contains, receiver.sockets());

    dispatcher.offer(add(dispatcher, TlsReceiver.HOST), event(1));

    assertThat(receiver.received()).isEmpty();
    assertThat(log).containsExactly("given up The host has an address that is not public.");
  }

  @Test
  void receiverThatAnswersNothingIsCut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
      CompletableFuture<DeliveryResult> result = new CompletableFuture<>();
      HttpsPoster poster = poster(InetAddress::isLoopbackAddress, receiver.sockets());
      WebhookUrl url = new WebhookUrl(TlsReceiver.HOST, silent.getLocalPort(), "/");
      Thread.ofPlatform()
          .daemon()
          .start(() -> result.complete(poster.post(url, Map.of(), new byte[0])));
      try (Socket accepted = silent.accept()) {
        assertThat(accepted.getInputStream().read()).as("the TLS handshake").isPositive();
        poster.tick();
        assertThat(result).isNotDone();

        clock.addAndGet(HttpsPoster.LIMIT.toNanos());
        poster.tick();

        assertThat(result.get(20, TimeUnit.SECONDS)).isInstanceOf(DeliveryResult.TryAgain.class);
      }
    }
  }

  @Test
  void endlessHeadIsNotRead() {
    WebhookDispatcher dispatcher = dispatcher();
    receiver.answer(204, "X", "x".repeat(HttpsPoster.MAX_HEAD_BYTES));

    dispatcher.offer(add(dispatcher, TlsReceiver.HOST), event(1));

    assertThat(log).isEmpty();
    assertThat(metrics.total(Counter.WEBHOOKS_FAILED)).isOne();
  }

  @Test
  void fullQueueRefusesAndReportsRoom() {
    WebhookDispatcher dispatcher = dispatcher();
    WebhookQueue queue = add(dispatcher, TlsReceiver.HOST);
    receiver.answer(500);
    for (int i = 1; i <= WebhookQueue.MAX_WAITING; i++) {
      assertThat(dispatcher.offer(queue, event(i))).isTrue();
    }

    assertThat(dispatcher.offer(queue, event(99))).isFalse();
    advance(dispatcher, WebhookQueue.FIRST_DELAY);

    assertThat(log).containsExactly("passed 1 true", "room");
  }

  @Test
  void webhooksOfATableAndOfAnOwnerAreBounded() {
    WebhookDispatcher dispatcher = dispatcher();
    for (int i = 0; i < WebhookDispatcher.MAX_OF_OWNER; i++) {
      assertThat(dispatcher.add(webhook("t" + i, "ana"), new Recorder())).isPresent();
    }
    assertThat(dispatcher.add(webhook("t", "ana"), new Recorder())).isEmpty();
    for (int i = 0; i < WebhookDispatcher.MAX_OF_TABLE; i++) {
      assertThat(dispatcher.add(webhook("t", "bo" + i), new Recorder())).isPresent();
    }

    Optional<WebhookQueue> one = dispatcher.add(webhook("t", "cy"), new Recorder());

    assertThat(one).isEmpty();
    assertThat(dispatcher.add(webhook("u", "cy"), new Recorder())).isPresent();
  }

  @Test
  void removedWebhookIsNotSent() {
    WebhookDispatcher dispatcher = dispatcher();
    WebhookQueue queue = add(dispatcher, TlsReceiver.HOST);

    dispatcher.remove(queue);

    assertThat(dispatcher.offer(queue, event(1))).isFalse();
    assertThat(receiver.received()).isEmpty();
  }

  /** Records the calls of a listener. */
  private final class Recorder implements WebhookListener {

    @Override
    public void onPassed(WebhookEvent event, boolean accepted) {
      log.add("passed " + event.seq() + " " + accepted);
    }

    @Override
    public void onGivenUp(String why) {
      log.add("given up " + why);
    }

    @Override
    public void onRoom() {
      log.add("room");
    }
  }

  private void advance(WebhookDispatcher dispatcher, Duration time) {
    clock.addAndGet(time.toNanos());
    dispatcher.tick();
  }

  private WebhookQueue add(WebhookDispatcher dispatcher, String host) {
    WebhookUrl url = new WebhookUrl(host, receiver.port(), "/hook?x=1");
    return dispatcher
        .add(new Webhook("owl", "192.0.2.1", url, WebhookShape.JSON, SECRET), new Recorder())
        .orElseThrow();
  }

  private static Webhook webhook(String table, String owner) {
    return new Webhook(
        table, owner, WebhookUrl.parse("https://a.example/"), WebhookShape.SLACK, SECRET);
  }

  private static WebhookEvent event(int seq) {
    return new WebhookEvent(
        seq, "e:" + seq + ":t", "owl", "", "{\"seq\":" + seq + "}", "Ana", "", "2d6 = 7");
  }

  private WebhookDispatcher dispatcher() {
    return dispatcher(InetAddress::isLoopbackAddress, receiver.sockets());
  }

  private WebhookDispatcher dispatcher(Predicate<InetAddress> permitted, SSLSocketFactory sockets) {
    return new WebhookDispatcher(
        poster(permitted, sockets),
        Runnable::run,
        metrics,
        new Incidents(metrics),
        clock::get,
        () -> NOW_SECONDS * 1_000 + 999,
        new Random(1));
  }

  private HttpsPoster poster(Predicate<InetAddress> permitted, SSLSocketFactory sockets) {
    return new HttpsPoster(
        new AddressGuard(
            host -> {
              resolved.add(host);
              return addresses;
            },
            permitted),
        sockets,
        clock::get);
  }
}
