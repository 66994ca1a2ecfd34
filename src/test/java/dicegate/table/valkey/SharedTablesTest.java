package dicegate.table.valkey;

import static dicegate.table.log.TableBusContract.THREADS;
import static dicegate.table.log.TableBusContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.ShareAnswer;
import dicegate.table.Tables;
import dicegate.table.Ticker;
import dicegate.table.log.Audience;
import dicegate.table.log.TableId;
import dicegate.table.log.TableSettings;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.JsonCodec;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Tables shared by several nodes on one real server: the frames that members are sent. */
final class SharedTablesTest {

  private static final TableSettings SETTINGS =
      new TableSettings(100, 50, 1_000, Duration.ofHours(1));

  private final RedisServer server = RedisServer.start("--appendonly", "yes");
  private final TcpProxy proxy = new TcpProxy(server.port());
  private final Metrics metrics = new Metrics();
  private final JsonCodec json = new JsonCodec();
  private final Ticker clock = new Ticker();
  private final List<Tables> nodes = new ArrayList<>();
  private final Tables one = node();
  private final Tables other = node();

  @AfterEach
  void close() {
    clock.close();
    nodes.forEach(Tables::close);
    proxy.close();
    server.close();
    json.close();
  }

  @Test
  void membersOfAllNodesSeeTheSameRollsInTheSameOrder() {
    TestMember ana = TestMember.join(one, "Ana", "");
    TestMember bo = TestMember.join(other, "Bo", ana.key("player"));

    for (int i = 1; i <= 20; i++) {
      (i % 2 == 0 ? ana : bo).roll(i, Audience.ALL);
    }

    for (int i = 1; i <= 20; i++) {
      JsonObject rolled = ana.await("rolled");
      assertThat(rolled.getInt("seq")).isEqualTo(i);
      assertThat(rolled.getJsonObject("roll").getInt("total")).isEqualTo(i);
      assertThat(bo.await("rolled")).isEqualTo(rolled);
    }
  }

  @Test
  void presenceIncludesAllNodes() {
    TestMember ana = TestMember.join(one, "Ana", "");
    TestMember bo = TestMember.join(other, "Bo", ana.key("player"));

    awaitNames(ana, "Ana", "Bo");
    awaitNames(bo, "Ana", "Bo");
    ana.seat().leave();
    awaitNames(bo, "Bo");
  }

  @Test
  void seatOfAMemberWhoseConnectionBrokeIsKeptOnAllNodes() {
    TestMember ana = TestMember.join(one, "Ana", "");
    String key = ana.key("player");
    TestMember bo = TestMember.join(other, "Bo", key);
    for (int i = 2; i < SETTINGS.members(); i++) {
      TestMember.join(i % 2 == 0 ? one : other, "Player " + i, key);
    }
    awaitMembers(bo, SETTINGS.members());

    ana.seat().disconnect();

    awaitMembers(bo, SETTINGS.members() - 1);
    assertThat(TestMember.refusedJoin(other, key)).isEqualTo(ErrorCode.TABLE_FULL);
    TestMember back =
        TestMember.rejoin(other, "Ana", ana.key("gm"), ana.joined().getString("token"), "");
    assertThat(back.seat().member().id()).isEqualTo(ana.seat().member().id());
  }

  @Test
  void hiddenResultsStayHiddenOnEveryNode() {
    TestMember gm = TestMember.join(one, "Ana", "");
    TestMember roller = TestMember.join(other, "Bo", gm.key("player"));
    TestMember player = TestMember.join(one, "Cy", gm.key("player"));
    TestMember watcher = TestMember.join(other, "Di", gm.key("watcher"));
    String position = player.joined().getString("position");

    assertThat(((ShareAnswer.Shared) roller.roll(73_501, Audience.BLIND)).roll()).isNull();
    roller.roll(73_502, Audience.GM);
    player.roll(73_503, Audience.GM);
    roller.roll(1, Audience.ALL);

    TestMember back =
        TestMember.rejoin(
            other, "Cy", gm.key("player"), player.joined().getString("token"), position);
    TestMember late = TestMember.join(one, "Ed", gm.key("watcher"));
    for (TestMember testMember : List.of(gm, roller, player, watcher)) {
      JsonObject last = testMember.await("rolled");
      while (last.getInt("seq") < 4) {
        last = testMember.await("rolled");
      }
    }
    assertThat(gm.allFrames()).contains("73501", "73502", "73503");
    assertThat(roller.allFrames()).contains("73502").doesNotContain("73501", "73503");
    assertThat(player.allFrames()).contains("73503").doesNotContain("73501", "73502");
    assertThat(back.allFrames()).contains("73503").doesNotContain("73501", "73502");
    assertThat(watcher.allFrames()).doesNotContain("7350");
    assertThat(late.allFrames()).doesNotContain("7350");

    get(gm.seat().reveal(1));

    JsonObject revealed = watcher.await("rolled");
    assertThat(revealed.getInt("reveals")).isOne();
    assertThat(revealed.getJsonObject("roll").getInt("total")).isEqualTo(73_501);
    assertThat(late.await("rolled")).isEqualTo(revealed);
  }

  @Test
  void returningMemberGetsJustTheMissedRollsOnAnyNode() {
    TestMember ana = TestMember.join(one, "Ana", "");
    TestMember bo = TestMember.join(other, "Bo", ana.key("player"));
    ana.roll(1, Audience.ALL);
    String position = bo.await("rolled").getString("position");
    bo.seat().leave();
    for (int i = 2; i <= 50; i++) {
      ana.roll(i, Audience.ALL);
    }

    TestMember back =
        TestMember.rejoin(one, "Bo", ana.key("player"), bo.joined().getString("token"), position);

    assertThat(back.joined().getBoolean("resumed")).isTrue();
    List<JsonObject> missed = history(back.joined());
    assertThat(missed)
        .extracting(roll -> roll.getInt("seq"))
        .isEqualTo(IntStream.rangeClosed(2, 50).boxed().toList());
    assertThat(missed).allMatch(roll -> roll.getBoolean("missed"));
    assertThat(back.seat().member().id()).isEqualTo(bo.seat().member().id());
    ana.roll(51, Audience.ALL);
    assertThat(back.await("rolled").getInt("seq")).isEqualTo(51);
  }

  @Test
  void lateJoinersUnderLoadGetEveryRollOnce() {
    int rolls = 1_000;
    TestMember ana = TestMember.join(one, "Ana", "");
    CompletableFuture<Void> rolling =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 1; i <= rolls; i++) {
                ana.roll(i, Audience.ALL);
              }
            },
            THREADS);
    List<TestMember> late = new ArrayList<>();
    while (!rolling.isDone() && late.size() < 40) {
      late.add(TestMember.join(late.size() % 2 == 0 ? other : one, "Late", ana.key("watcher")));
    }
    get(rolling);

    for (TestMember testMember : late) {
      List<Integer> seen = new ArrayList<>();
      history(testMember.joined()).forEach(roll -> seen.add(roll.getInt("seq")));
      while (seen.isEmpty() || seen.get(seen.size() - 1) < rolls) {
        seen.add(testMember.await("rolled").getInt("seq"));
      }
      assertThat(seen).isEqualTo(IntStream.rangeClosed(1, rolls).boxed().toList());
    }
  }

  @Test
  void rollsAreHiddenWithoutTheServerAndCompleteWhenItIsBack() {
    TestMember ana = TestMember.join(one, "Ana", "");
    TestMember bo = TestMember.join(other, "Bo", ana.key("player"));
    ana.roll(1, Audience.ALL);
    assertThat(bo.await("rolled").getInt("seq")).isOne();

    server.stop();

    assertThat(ana.roll(2, Audience.ALL))
        .isEqualTo(new ShareAnswer.Refused(ErrorCode.TABLE_UNAVAILABLE));
    assertThat(TestMember.refusedJoin(one, ana.key("player")))
        .isEqualTo(ErrorCode.TABLE_UNAVAILABLE);
    assertThat(ana.allFrames()).doesNotContain("\"total\":2");
    server.restart();
    TestMember back = awaitSeat(ana.key("player"));
    assertThat(ana.roll(2, Audience.ALL)).isInstanceOf(ShareAnswer.Shared.class);
    for (TestMember testMember : List.of(bo, back)) {
      assertThat(testMember.await("rolled").getInt("seq")).isEqualTo(2);
    }
    assertThat(history(back.joined())).hasSize(1);
  }

  @Test
  void failoverToALaggedReplicaResetsAllSeatsAndClientsThatAreAhead() {
    try (RedisServer replica = RedisServer.start();
        Jedis jedis = replica.jedis()) {
      TestMember ana = TestMember.join(one, "Ana", "");
      TestMember bo = TestMember.join(other, "Bo", ana.key("player"));
      ana.roll(1, Audience.ALL);
      ana.roll(2, Audience.ALL);
      jedis.replicaof("127.0.0.1", server.port());
      awaitLength(jedis, 2);
      jedis.replicaofNoOne();
      ana.roll(3, Audience.ALL);
      ana.roll(4, Audience.ALL);
      List<String> positions = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        positions.add(bo.await("rolled").getString("position"));
      }

      proxy.redirectTo(replica.port());

      for (TestMember testMember : List.of(ana, bo)) {
        JsonObject reset = testMember.await("joined");
        assertThat(reset.getBoolean("resumed")).isFalse();
        assertThat(history(reset)).extracting(roll -> roll.getInt("seq")).containsExactly(1, 2);
      }
      assertThat(metrics.total(Counter.TABLE_RESTARTS)).isEqualTo(2);
      // A position past the end, and later one at an offset of another roll.
      assertThat(resumes(ana, positions.get(3))).isFalse();
      ana.roll(5, Audience.ALL);
      ana.roll(6, Audience.ALL);
      JsonObject third = bo.await("rolled");
      assertThat(third.getInt("seq")).isEqualTo(3);
      assertThat(third.getJsonObject("roll").getInt("total")).isEqualTo(5);
      assertThat(resumes(ana, positions.get(2))).isFalse();
      assertThat(resumes(ana, positions.get(3))).isFalse();
      assertThat(resumes(ana, positions.get(1))).isTrue();
    }
  }

  @Test
  void failoverThatMovesSubscriptionsBeforeCommandsResetsAllSeats() {
    try (RedisServer replica = RedisServer.start();
        Jedis jedis = replica.jedis()) {
      TestMember ana = TestMember.join(one, "Ana", "");
      TestMember bo = TestMember.join(other, "Bo", ana.key("player"));
      ana.roll(1, Audience.ALL);
      jedis.replicaof("127.0.0.1", server.port());
      awaitLength(jedis, 1);
      jedis.replicaofNoOne();
      ana.roll(2, Audience.ALL);
      bo.await("rolled");
      bo.await("rolled");

      proxy.redirectSubscriptionsTo(replica.port());
      awaitSubscribers(jedis, 2);
      // A seat is given when the table is followed again: the old server has answered that.
      TestMember.join(one, "Cy", ana.key("player"));
      TestMember.join(other, "Di", ana.key("player"));
      proxy.cutCommands();

      for (TestMember testMember : List.of(ana, bo)) {
        JsonObject reset = testMember.await("joined");
        assertThat(reset.getBoolean("resumed")).isFalse();
        assertThat(history(reset)).extracting(roll -> roll.getInt("seq")).containsExactly(1);
      }
    }
  }

  @Test
  void tableLostByTheServerIsCreatedAgainWithTheSameKeys() {
    TestMember ana = TestMember.join(one, "Ana", "");
    TestMember bo = TestMember.join(other, "Bo", ana.key("player"));
    ana.roll(1, Audience.ALL);
    bo.await("rolled");
    try (Jedis jedis = server.jedis()) {
      jedis.flushAll();
    }

    assertThat(ana.roll(2, Audience.ALL))
        .isEqualTo(new ShareAnswer.Refused(ErrorCode.TABLE_UNAVAILABLE));
    assertThat(ana.await("joined").getBoolean("resumed")).isFalse();
    assertThat(ana.roll(2, Audience.ALL)).isInstanceOf(ShareAnswer.Shared.class);

    // The other node learns from the notification that the table was created again.
    JsonObject reset = bo.await("joined");
    assertThat(reset.getBoolean("resumed")).isFalse();
    assertThat(history(reset)).extracting(roll -> roll.getInt("seq")).containsExactly(1);
    assertThat(TestMember.join(other, "Cy", ana.key("gm")).seat().member().role().code())
        .isEqualTo("gm");
  }

  private boolean resumes(TestMember member, String position) {
    TestMember back = TestMember.rejoin(one, "Back", member.key("watcher"), "", position);
    back.seat().leave();
    return back.joined().getBoolean("resumed");
  }

  private TestMember awaitSeat(String key) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < 20_000_000_000L) {
      try {
        return TestMember.join(one, "Cy", key);
      } catch (AssertionError refused) {
        Thread.onSpinWait();
      }
    }
    throw new AssertionError("no seat within 20 s");
  }

  private static void awaitLength(Jedis jedis, long entries) {
    long start = System.nanoTime();
    while (jedis.xlen(new Keys(new TableId("table")).rolls()) < entries) {
      assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
      Thread.onSpinWait();
    }
  }

  private static void awaitSubscribers(Jedis jedis, long count) {
    String channel = new Keys(new TableId("table")).channel();
    long start = System.nanoTime();
    while (jedis.pubsubNumSub(channel).getOrDefault(channel, 0L) < count) {
      assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
      Thread.onSpinWait();
    }
  }

  private static void awaitNames(TestMember testMember, String... names) {
    List<String> present = List.of();
    while (!present.equals(List.of(names))) {
      present =
          testMember
              .await("presence")
              .getJsonArray("members")
              .getValuesAs(JsonValue::asJsonObject)
              .stream()
              .map(member -> member.getString("name"))
              .toList();
    }
  }

  private static void awaitMembers(TestMember testMember, int count) {
    int present = 0;
    while (present != count) {
      present = testMember.await("presence").getJsonArray("members").size();
    }
  }

  private static List<JsonObject> history(JsonObject joined) {
    return joined.getJsonArray("history").getValuesAs(JsonObject.class);
  }

  private Tables node() {
    ValkeyTableBus bus =
        new ValkeyTableBus(
            proxy.address(), SETTINGS, metrics, new Incidents(metrics), System::nanoTime);
    Tables tables =
        new Tables(bus, SETTINGS, json, metrics, System::nanoTime, System::currentTimeMillis);
    nodes.add(tables);
    tables.start(THREADS);
    clock.add(tables::tick);
    return tables;
  }
}
