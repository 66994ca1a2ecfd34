package dicegate.table.valkey;

import static dicegate.table.log.TableBusContract.THREADS;
import static dicegate.table.log.TableBusContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.KeyAnswer;
import dicegate.table.KeyRequest;
import dicegate.table.ModerationAnswer;
import dicegate.table.ProofFor;
import dicegate.table.Tables;
import dicegate.table.Ticker;
import dicegate.table.log.ActKind;
import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.LocalTableBus;
import dicegate.table.log.Moderation;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import dicegate.table.log.TablePolicy;
import dicegate.table.log.TableSettings;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import dicegate.webhook.TlsReceiver;
import dicegate.webhook.TlsReceiver.Received;
import dicegate.webhook.WebhookDispatcher;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerFrame.NewWebhook;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/**
 * Webhooks of tables, to a receiver over real TLS: on one node in memory, and on two with a real
 * server.
 */
final class TableWebhooksTest {

  private static final TableSettings SETTINGS =
      new TableSettings(100, 50, 1_000, Duration.ofHours(1));
  private static final TableId TABLE = new TableId("table");
  private static final String PATH = "/secret-path?query=secret-query";

  @Nested
  final class InMemory extends Cases {

    @Override
    void startNodes() {
      Tables node = node(new LocalTableBus(SETTINGS, metrics, System::nanoTime));
      one = node;
      other = node;
    }
  }

  @Nested
  final class OnAServer extends Cases {

    private final RedisServer server = RedisServer.start();
    private final TcpProxy proxy = new TcpProxy(server.port());

    @Override
    void startNodes() {
      one = node(bus(proxy.port()));
      other = node(bus(server.port()));
    }

    @AfterEach
    void stop() {
      proxy.close();
      server.close();
    }

    @Test
    void nodeThatIsCutOffIsReplacedByTheOtherAndNothingIsLost() {
      TestMember gm = TestMember.join(one, "Ana", "");
      TestMember bo = TestMember.join(other, "Bo", gm.key("player"));
      set(gm, "a");
      bo.roll(1, Audience.ALL);
      awaitSeqs(1, 2);
      receiver.setDown(true);
      bo.roll(2, Audience.ALL);
      awaitTrue(() -> receiver.received().stream().anyMatch(one -> one.status() == 503));

      proxy.close();
      for (int i = 3; i <= 8; i++) {
        bo.roll(i, Audience.ALL);
      }
      receiver.setDown(false);

      awaitSeqs(8, 2, 3, 4, 5, 6, 7, 8, 9);
      assertDoublesAreTheSame();
    }

    @Test
    void leaseIsGivenBackAtTheEnd() {
      TestMember gm = TestMember.join(one, "Ana", "");
      String webhook = set(gm, "a").id();
      gm.roll(1, Audience.ALL);
      awaitCursor(webhook, 2);
      TableBus third = bus(server.port());
      third.start(THREADS);
      try {
        assertThat(get(third.webhooks().lease(TABLE))).as("held by another node").isEmpty();

        one.close();
        other.close();

        assertThat(get(third.webhooks().lease(TABLE)))
            .hasValueSatisfying(
                lease ->
                    assertThat(lease.cursors().values())
                        .extracting(StreamPosition::offset)
                        .containsExactly(2L));
      } finally {
        third.close();
      }
    }

    @Test
    void nodeWithoutTheLeaseMovesNoCursor() {
      TestMember gm = TestMember.join(one, "Ana", "");
      String webhook = set(gm, "a").id();
      gm.roll(1, Audience.ALL);
      awaitCursor(webhook, 2);
      TableBus third = bus(server.port());
      third.start(THREADS);
      try {
        String epoch =
            StreamPosition.parse(gm.joined().getString("position")).orElseThrow().epoch();

        get(third.webhooks().pass(TABLE, webhook, new StreamPosition(epoch, 1, "AAAAAAAA")));
        get(third.webhooks().release(TABLE));

        assertThat(get(third.webhooks().lease(TABLE))).isEmpty();
        try (Jedis jedis = server.jedis()) {
          assertThat(jedis.hget("dicegate:{table}:meta", "hook:" + webhook))
              .startsWith(epoch + ":2:");
        }
      } finally {
        third.close();
      }
    }

    @Test
    void webhooksOfALostTableContinueInItsNextLife() {
      TestMember gm = TestMember.join(one, "Ana", "");
      set(gm, "a");
      gm.roll(1, Audience.ALL);
      awaitSeqs(1, 2);
      try (Jedis jedis = server.jedis()) {
        jedis.flushAll();
      }
      gm.roll(2, Audience.ALL);
      gm.await("joined");

      gm.roll(3, Audience.ALL);

      awaitTrue(() -> bodies().contains("\"total\":3}"));
    }

    @Test
    void tableThatExpiredLeavesNothing() {
      TestMember gm = TestMember.join(one, "Ana", "");
      set(gm, "a");
      gm.seat().leave();
      try (Jedis jedis = server.jedis()) {
        assertThat(jedis.smembers("dicegate:webhooks")).containsExactly("table");
        assertThat(jedis.ttl("dicegate:{table}:meta")).isPositive();

        jedis.del("dicegate:{table}:meta", "dicegate:{table}:rolls");

        awaitTrue(() -> !jedis.exists("dicegate:webhooks"));
        assertThat(jedis.keys("dicegate:{table}:*")).allMatch(key -> jedis.ttl(key) > 0, "expires");
      }
    }

    @Test
    void tablesWithWebhooksAreBounded() {
      TestMember gm = TestMember.join(one, "Ana", "");
      try (Jedis jedis = server.jedis()) {
        for (int i = 0; i < 1_000; i++) {
          jedis.sadd("dicegate:webhooks", "t" + i);
          jedis.hset("dicegate:{t" + i + "}:meta", "epoch", "x");
        }

        assertThat(refusal(moderate(gm, "a", ActKind.WEBHOOK, value("json"))))
            .isEqualTo(ErrorCode.STORE_FULL);
        assertThat(metrics.total(Counter.WEBHOOKS_FULL)).isOne();
      }
    }

    /** Awaits that the store knows how far a webhook is delivered. */
    private void awaitCursor(String webhook, long offset) {
      try (Jedis jedis = server.jedis()) {
        awaitTrue(
            () ->
                StreamPosition.parse(jedis.hget("dicegate:{table}:meta", "hook:" + webhook))
                        .orElseThrow()
                        .offset()
                    == offset);
      }
    }

    private TableBus bus(int port) {
      return new ValkeyTableBus(
          ValkeyAddress.parse("redis://127.0.0.1:" + port),
          SETTINGS,
          metrics,
          new Incidents(metrics),
          System::nanoTime);
    }
  }

  /** The cases of both; members sit at two nodes where there are two. */
  abstract static class Cases {

    final Metrics metrics = new Metrics();
    private final JsonCodec json = new JsonCodec();
    private final Ticker clock = new Ticker();
    private final List<Tables> nodes = new ArrayList<>();
    TlsReceiver receiver;
    Tables one;
    Tables other;

    /** Makes the nodes {@link #one} and {@link #other}, which may be the same. */
    abstract void startNodes();

    @BeforeEach
    @SuppressWarnings("NullAway.Init") // startNodes makes the nodes
    void start(@TempDir Path directory) throws Exception {
      receiver = new TlsReceiver(directory);
      startNodes();
    }

    @AfterEach
    void close() {
      clock.close();
      nodes.forEach(Tables::close);
      receiver.close();
      json.close();
      assertThat(metrics.total(Counter.INCIDENTS)).isZero();
    }

    @Test
    void entriesForAllAreReceivedInOrderOnceAndSigned() throws Exception {
      TestMember gm = TestMember.join(one, "Ana", "");
      TestMember bo = TestMember.join(other, "Bo", gm.key("player"));
      NewWebhook webhook = set(gm, "a");

      bo.roll(1, Audience.ALL);
      bo.roll(73_501, Audience.GM);
      get(
          bo.seat()
              .share(
                  IdempotencyKey.of("bo", "w", ""),
                  Addressees.whisper(Set.of(gm.seat().member().id())),
                  "73503 label",
                  "{\"total\":73502}",
                  ProofFor.NONE));
      bo.roll(5, Audience.BLIND);
      moderate(gm, "t", ActKind.TITLE, "Owls");
      get(gm.seat().reveal(5));

      awaitSeqs(3, 2, 6, 7);
      assertThat(seqs()).as("each once").containsExactly(2L, 6L, 7L);
      assertThat(bodies()).doesNotContain("7350", webhook.secret());
      for (Received request : receiver.received()) {
        assertThat(request.target()).isEqualTo(PATH);
        assertThat(request.header("dicegate-signature"))
            .isEqualTo(signature(webhook.secret(), request));
      }
      JsonObject last = body(receiver.received().get(2));
      assertThat(last.getString("table")).isEqualTo("table");
      assertThat(last.getString("title")).isEqualTo("Owls");
      assertThat(last.getJsonObject("entry").getInt("reveals")).isEqualTo(5);
      assertThat(receiver.received().get(2).header("dicegate-delivery"))
          .isEqualTo(last.getJsonObject("entry").getString("position"));
    }

    @Test
    void addressAndSecretAreInNoFrame() {
      TestMember gm = TestMember.join(one, "Ana", "");
      TestMember deputy = TestMember.join(other, "Cy", gm.key("gm"));
      TestMember bo = TestMember.join(other, "Bo", gm.key("player"));
      TestMember di = TestMember.join(one, "Di", gm.key("watcher"));

      NewWebhook webhook = set(gm, "a");

      for (TestMember member : List.of(gm, deputy, bo, di)) {
        JsonObject acted = member.await("acted");
        assertThat(acted.getString("act")).isEqualTo("webhook");
        assertThat(acted.getJsonObject("webhook"))
            .isEqualTo(
                Json.createObjectBuilder()
                    .add("host", TlsReceiver.HOST)
                    .add("id", webhook.id())
                    .add("shape", "json")
                    .build());
      }
      TestMember lateGm = TestMember.join(other, "Ed", gm.key("gm"));
      TestMember late = TestMember.join(one, "Fay", gm.key("player"));
      JsonArray listed = lateGm.joined().getJsonObject("rules").getJsonArray("webhooks");
      assertThat(listed).hasSize(1);
      assertThat(listed.getJsonObject(0).getString("id")).isEqualTo(webhook.id());
      assertThat(listed.getJsonObject(0).getJsonObject("by").getString("name")).isEqualTo("Ana");
      assertThat(late.joined().getJsonObject("rules").containsKey("webhooks")).isFalse();
      get(lateGm.seat().history(Long.MAX_VALUE, 100, false));
      for (TestMember member : List.of(gm, deputy, bo, di, lateGm, late)) {
        assertThat(member.allFrames())
            .doesNotContain("secret-path", "secret-query", webhook.secret());
      }
      assertThat(get(late.seat().history(Long.MAX_VALUE, 100, false)).toString())
          .contains(TlsReceiver.HOST)
          .doesNotContain("secret-", webhook.secret());
    }

    @Test
    void repeatedRequestGetsTheSameSecretAndAFifthWebhookIsRefused() {
      TestMember gm = TestMember.join(one, "Ana", "");
      for (int i = 0; i < TablePolicy.MAX_WEBHOOKS - 1; i++) {
        set(gm, "r" + i);
      }

      NewWebhook last = set(gm, "last");

      assertThat(set(gm, "last")).isEqualTo(last);
      ModerationAnswer fifth = moderate(gm, "fifth", ActKind.WEBHOOK, value("json"));
      assertThat(refusal(fifth)).isEqualTo(ErrorCode.BAD_MODERATION);
      assertThat(((ModerationAnswer.Refused) fifth).text()).contains("at most 4");
      ModerationAnswer removed = moderate(gm, "off", ActKind.WEBHOOK_OFF, last.id());
      assertThat(removed).isInstanceOf(ModerationAnswer.Done.class);
      assertThat(moderate(gm, "off", ActKind.WEBHOOK_OFF, last.id())).isEqualTo(removed);
      assertThat(refusal(moderate(gm, "none", ActKind.WEBHOOK_OFF, "AAAAAAAA")))
          .isEqualTo(ErrorCode.BAD_MODERATION);
      assertThat(set(gm, "fifth").id()).isNotEqualTo(last.id());
    }

    @Test
    void removedWebhookGetsNothingMore() {
      TestMember gm = TestMember.join(one, "Ana", "");
      NewWebhook webhook = set(gm, "a");
      gm.roll(1, Audience.ALL);
      awaitSeqs(1, 2);

      moderate(gm, "off", ActKind.WEBHOOK_OFF, webhook.id());
      awaitTrue(() -> one.webhooks() + other.webhooks() == 0);
      gm.roll(2, Audience.ALL);
      NewWebhook next = set(gm, "b");
      gm.roll(3, Audience.ALL);

      awaitTrue(() -> bodies().contains("\"total\":3}"));
      assertThat(next.id()).isNotEqualTo(webhook.id());
      assertThat(bodies()).doesNotContain("\"total\":2}");
    }

    @Test
    void webhookThatIsGoneIsGivenUpAndTheTableIsTold() {
      TestMember gm = TestMember.join(one, "Ana", "");
      TestMember bo = TestMember.join(other, "Bo", gm.key("player"));
      NewWebhook webhook = set(gm, "a");
      bo.await("acted");
      receiver.answer(410);

      bo.roll(1, Audience.ALL);

      JsonObject acted = bo.await("acted");
      assertThat(acted.getString("act")).isEqualTo("webhook_off");
      assertThat(acted.getString("reason")).isEqualTo("The receiver answered 410.");
      assertThat(acted.getJsonObject("webhook").getString("id")).isEqualTo(webhook.id());
      assertThat(acted.getJsonObject("by").getString("name")).isEqualTo("Ana");
      assertThat(TestMember.join(other, "Cy", gm.key("gm")).joined().getJsonObject("rules"))
          .isEmpty();
      awaitTrue(() -> metrics.total(Counter.WEBHOOKS_GIVEN_UP) == 1);
    }

    @Test
    void tableWithoutMembersIsDelivered() {
      TestMember gm = TestMember.join(one, "Ana", "");
      set(gm, "a");
      String key = gm.key("player");
      gm.seat().leave();

      KeyAnswer accepted = get(other.checkKey(new KeyRequest("", "table", "Bot", "", "", key, "")));
      get(
          ((KeyAnswer.Accepted) accepted)
              .roller()
              .share(IdempotencyKey.of("bot", "1", ""), Optional.empty(), "", "{\"total\":9}"));

      awaitSeqs(1, 2);
      assertThat(body(receiver.received().get(0)).getJsonObject("entry").getInt("seq"))
          .isEqualTo(2);
    }

    @Test
    void receiversThatDoNotAnswerDelayNoOtherTable() {
      TestMember gm = TestMember.join(one, "Ana", "");
      for (int i = 0; i < TablePolicy.MAX_WEBHOOKS; i++) {
        moderate(
            gm,
            "dead" + i,
            ActKind.WEBHOOK,
            "json https://%s:%d/".formatted("dead.example.com", receiver.port()));
      }
      gm.roll(1, Audience.ALL);
      awaitTrue(() -> metrics.total(Counter.WEBHOOKS_FAILED) >= TablePolicy.MAX_WEBHOOKS);

      TestMember ed = atOtherTable(other);
      set(ed, "a");
      ed.roll(7, Audience.ALL);

      awaitTrue(() -> bodies().contains("\"total\":7}"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "json http://hooks.example.com/",
          "json https://127.0.0.1/",
          "json https://[::1]/",
          "json https://localhost/",
          "json https://0x7f000001/",
          "json https://user@hooks.example.com/",
          "json https://hooks.example.com:22/",
          "xml https://hooks.example.com/",
          "json",
          ""
        })
    void addressThatIsNotAllowedIsRefusedAtTheAct(String value) {
      TestMember gm = TestMember.join(one, "Ana", "");

      assertThat(refusal(moderate(gm, "a", ActKind.WEBHOOK, value)))
          .isEqualTo(ErrorCode.BAD_MODERATION);

      assertThat(gm.allFrames()).doesNotContain("\"acted\"");
    }

    @Test
    void playerSetsNoWebhook() {
      TestMember gm = TestMember.join(one, "Ana", "");
      TestMember bo = TestMember.join(other, "Bo", gm.key("player"));

      assertThat(refusal(moderate(bo, "a", ActKind.WEBHOOK, value("json"))))
          .isEqualTo(ErrorCode.NOT_GM);
    }

    @Test
    void hostWithoutPublicAddressesIsGivenUpBeforeItIsReached() {
      nodes.forEach(Tables::close);
      nodes.clear();
      permitted = address -> false;
      startNodes();
      TestMember gm = TestMember.join(one, "Ana", "");
      set(gm, "a");
      gm.await("acted");

      gm.roll(1, Audience.ALL);

      assertThat(gm.await("acted").getString("reason"))
          .isEqualTo("The host has an address that is not public.");
      assertThat(receiver.received()).isEmpty();
    }

    @Test
    void webhooksOfOneAddressAreBounded() {
      List<TestMember> gms = new ArrayList<>();
      for (int i = 0; i <= WebhookDispatcher.MAX_OF_OWNER / TablePolicy.MAX_WEBHOOKS; i++) {
        gms.add(TestMember.at(one, "192.0.2.1", "t" + i));
        for (int j = 0; j < TablePolicy.MAX_WEBHOOKS && i * 4 + j <= 16; j++) {
          set(gms.get(i), "r" + j);
        }
      }

      JsonObject acted = gms.get(4).await("acted");
      while (!acted.containsKey("reason")) {
        acted = gms.get(4).await("acted");
      }

      assertThat(acted.getString("reason")).contains("Too many webhooks");
      assertThat(one.webhooks() + (one == other ? 0 : other.webhooks())).isEqualTo(16);
    }

    @Test
    void withoutTheSettingTheActIsRefused() {
      Tables without =
          new Tables(
              new LocalTableBus(SETTINGS, metrics, System::nanoTime),
              SETTINGS,
              json,
              metrics,
              System::nanoTime,
              System::currentTimeMillis);
      nodes.add(without);
      without.start(THREADS);
      TestMember gm = TestMember.join(without, "Ana", "");

      ModerationAnswer answer = moderate(gm, "a", ActKind.WEBHOOK, value("json"));

      assertThat(refusal(answer)).isEqualTo(ErrorCode.BAD_MODERATION);
      assertThat(((ModerationAnswer.Refused) answer).text()).contains("not switched them on");
      assertThat(without.sendsWebhooks()).isFalse();
      assertThat(without.webhooks()).isZero();
    }

    Predicate<InetAddress> permitted = InetAddress::isLoopbackAddress;

    final Tables node(TableBus bus) {
      Tables tables =
          new Tables(
              bus,
              SETTINGS,
              json,
              metrics,
              receiver.dispatcher(address -> permitted.test(address), THREADS, metrics),
              System::nanoTime,
              System::currentTimeMillis);
      nodes.add(tables);
      tables.start(THREADS);
      clock.add(tables::tick);
      return tables;
    }

    final NewWebhook set(TestMember gm, String requestId) {
      ModerationAnswer answer = moderate(gm, requestId, ActKind.WEBHOOK, value("json"));
      assertThat(answer).isInstanceOf(ModerationAnswer.Done.class);
      NewWebhook webhook = ((ModerationAnswer.Done) answer).webhook();
      if (webhook == null) {
        throw new AssertionError("no webhook");
      }
      return webhook;
    }

    final String value(String shape) {
      return shape + " https://" + TlsReceiver.HOST + ":" + receiver.port() + PATH;
    }

    static ModerationAnswer moderate(TestMember by, String id, ActKind kind, String value) {
      return get(by.seat().moderate(id, new Moderation(kind, "", value)));
    }

    static ErrorCode refusal(ModerationAnswer answer) {
      assertThat(answer).isInstanceOf(ModerationAnswer.Refused.class);
      return ((ModerationAnswer.Refused) answer).why();
    }

    private static TestMember atOtherTable(Tables tables) {
      return TestMember.at(tables, "192.0.2.9", "elsewhere");
    }

    final String bodies() {
      return String.join("\n", receiver.received().stream().map(Received::body).toList());
    }

    /** Returns the offsets of the entries that were accepted, in the order of their arrival. */
    final List<Long> seqs() {
      return receiver.received().stream()
          .filter(request -> request.status() == 204)
          .map(request -> body(request).getJsonObject("entry").getJsonNumber("seq").longValue())
          .toList();
    }

    /** Awaits that these entries were accepted, in this order, doubles aside. */
    final void awaitSeqs(int count, long... expected) {
      awaitTrue(() -> seqs().stream().distinct().count() >= count);
      assertThat(seqs().stream().distinct().toList())
          .isEqualTo(IntStream.range(0, expected.length).mapToObj(i -> expected[i]).toList());
    }

    final void assertDoublesAreTheSame() {
      List<Received> all = receiver.received();
      for (Received request : all) {
        assertThat(
                all.stream()
                    .filter(
                        same ->
                            same.header("dicegate-delivery")
                                .equals(request.header("dicegate-delivery"))))
            .allMatch(same -> same.body().equals(request.body()));
      }
    }

    static void awaitTrue(BooleanSupplier condition) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime()).as("within 90 s").isLessThan(end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }

    static JsonObject body(Received request) {
      try (JsonReader reader = Json.createReader(new StringReader(request.body()))) {
        return reader.readObject();
      }
    }

    private static String signature(String secret, Received request) throws Exception {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signed = request.header("dicegate-timestamp") + "." + request.body();
      return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
