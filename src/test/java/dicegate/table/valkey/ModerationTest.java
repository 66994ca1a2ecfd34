package dicegate.table.valkey;

import static dicegate.table.log.TableBusContract.THREADS;
import static dicegate.table.log.TableBusContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.JoinAnswer;
import dicegate.table.JoinRequest;
import dicegate.table.KeyAnswer;
import dicegate.table.KeyRequest;
import dicegate.table.ModerationAnswer;
import dicegate.table.ProofFor;
import dicegate.table.ShareAnswer;
import dicegate.table.Tables;
import dicegate.table.TestSeries;
import dicegate.table.Ticker;
import dicegate.table.log.ActKind;
import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.LocalTableBus;
import dicegate.table.log.Moderation;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableSettings;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import dicegate.verify.PlayerSeries;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerFrame.Keys;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What GMs do to a table, and whispers: on one node in memory, and on two with a real server. */
final class ModerationTest {

  private static final TableSettings SETTINGS =
      new TableSettings(100, 50, 1_000, Duration.ofHours(1));

  @Nested
  final class InMemory extends Cases {

    private final Tables node = node(new LocalTableBus(SETTINGS, metrics, System::nanoTime));

    @Override
    Tables one() {
      return node;
    }

    @Override
    Tables other() {
      return node;
    }
  }

  @Nested
  final class OnAServer extends Cases {

    private final RedisServer server = RedisServer.start();
    private final Tables first = node(bus());
    private final Tables second = node(bus());

    @Override
    Tables one() {
      return first;
    }

    @Override
    Tables other() {
      return second;
    }

    @AfterEach
    void stop() {
      server.close();
    }

    @Test
    void policySurvivesTheLossOfTheTable() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      act(gm, ActKind.TITLE, "", "Owls");
      act(gm, ActKind.LOCK, "", ActKind.ON);
      try (Jedis jedis = server.jedis()) {
        jedis.flushAll();
      }

      assertThat(gm.roll(1, Audience.ALL))
          .isEqualTo(new ShareAnswer.Refused(ErrorCode.TABLE_UNAVAILABLE));

      JsonObject reset = gm.await("joined");
      assertThat(reset.getJsonObject("rules").getString("title")).isEqualTo("Owls");
      assertThat(TestMember.refusedJoin(other(), gm.key("player")))
          .isEqualTo(ErrorCode.TABLE_LOCKED);
    }

    @Test
    void actsOfTwoNodesAtTheSameTimeAreAllDone() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember deputy = TestMember.join(other(), "Bo", gm.key("gm"));
      int acts = 40;

      List<CompletableFuture<ModerationAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < acts; i++) {
        TestMember by = i % 2 == 0 ? gm : deputy;
        answers.add(
            by.seat()
                .moderate(Integer.toString(i), new Moderation(ActKind.TITLE, "", "Title " + i)));
        get(answers.get(i));
      }

      JsonObject last = gm.await("acted");
      while (last.getInt("seq") < acts) {
        last = gm.await("acted");
      }
      assertThat(last.getString("title")).isEqualTo("Title " + (acts - 1));
      assertThat(answers).allMatch(answer -> get(answer) instanceof ModerationAnswer.Done);
    }

    private TableBus bus() {
      return new ValkeyTableBus(
          ValkeyAddress.parse("redis://127.0.0.1:" + server.port()),
          SETTINGS,
          metrics,
          new Incidents(metrics),
          System::nanoTime);
    }
  }

  private record RenewedKeys(String gm, String player) {}

  /** The cases of both; members sit at two nodes where there are two. */
  abstract static class Cases {

    final Metrics metrics = new Metrics();
    private final JsonCodec json = new JsonCodec();
    private final Ticker clock = new Ticker();
    private final List<Tables> nodes = new ArrayList<>();
    private int requests;

    abstract Tables one();

    abstract Tables other();

    @AfterEach
    void close() {
      clock.close();
      nodes.forEach(Tables::close);
      json.close();
    }

    @Test
    void removedMemberIsToldWhyAndCannotReturnByItsToken() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));
      TestMember cy = TestMember.join(other(), "Cy", gm.key("watcher"));
      awaitPresent(gm, 3);

      act(gm, ActKind.REMOVE, id(bo), "Spoilers.");

      JsonObject removed = bo.await("removed");
      assertThat(removed.getString("reason")).isEqualTo("Spoilers.");
      assertThat(removed.getJsonObject("by").getString("name")).isEqualTo("Ana");
      JsonObject acted = cy.await("acted");
      gm.await("acted");
      assertThat(acted.getString("act")).isEqualTo("remove");
      assertThat(acted.getJsonObject("member").getString("name")).isEqualTo("Bo");
      assertThat(acted.containsKey("ban")).isFalse();
      assertThat(refusal(one(), "Bo", gm.key("player"), bo.joined().getString("token"), ""))
          .isEqualTo(ErrorCode.REMOVED);
      assertThat(bo.roll(1, Audience.ALL)).isEqualTo(new ShareAnswer.Refused(ErrorCode.REMOVED));
      gm.roll(2, Audience.ALL);
      cy.await("rolled");
      assertThat(bo.allFrames()).doesNotContain("\"acted\"", "\"rolled\"");
      assertThat(TestMember.join(other(), "Bo", gm.key("player")).seat().isRemoved()).isFalse();
    }

    @Test
    void bannedAddressAdmitsNobody() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.from(other(), "192.0.2.7", "Bo", gm.key("player"));
      awaitPresent(gm, 2);

      act(gm, ActKind.BAN, id(bo), "");

      assertThat(bo.await("removed").getBoolean("ban")).isTrue();
      assertThat(gm.await("acted").getBoolean("ban")).isTrue();
      assertThat(refusal(one(), "New", gm.key("player"), "", "192.0.2.7"))
          .isEqualTo(ErrorCode.REMOVED);
      assertThat(
              get(
                  other()
                      .checkKey(
                          new KeyRequest(
                              "192.0.2.7", "table", "New", "", "", gm.key("player"), ""))))
          .isEqualTo(new KeyAnswer.Refused(ErrorCode.REMOVED));
      assertThat(TestMember.from(one(), "192.0.2.8", "Ed", gm.key("player")).joined()).isNotNull();
      assertThat(gm.allFrames()).doesNotContain("192.0.2", "origin");
    }

    @Test
    void memberWhoHasLeftIsRemovedByWhatItRolled() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));
      bo.roll(1, Audience.ALL);
      bo.seat().leave();

      act(gm, ActKind.REMOVE, id(bo), "");

      assertThat(refusal(other(), "Bo", gm.key("player"), bo.joined().getString("token"), ""))
          .isEqualTo(ErrorCode.REMOVED);
      assertThat(refusedAct(gm, ActKind.REMOVE, "AAAAAAAAAAAAAAAA", ""))
          .isEqualTo(ErrorCode.NO_MEMBER);
    }

    @Test
    void lockedTableAdmitsThoseWhoWereThereAndGms() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));
      awaitPresent(gm, 2);
      act(gm, ActKind.LOCK, "", ActKind.ON);
      bo.await("acted");
      bo.seat().leave();

      assertThat(TestMember.refusedJoin(other(), gm.key("player")))
          .isEqualTo(ErrorCode.TABLE_LOCKED);
      TestMember back =
          TestMember.rejoin(one(), "Bo", gm.key("player"), bo.joined().getString("token"), "");
      assertThat(back.joined().getJsonObject("rules").getBoolean("locked")).isTrue();
      TestMember.join(other(), "Deputy", gm.key("gm"));

      act(gm, ActKind.LOCK, "", ActKind.OFF);

      back.await("acted");
      assertThat(TestMember.join(one(), "Ed", gm.key("player")).joined().getJsonObject("rules"))
          .isEmpty();
    }

    @Test
    void lockedNamesBelongToTheirMembers() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));
      awaitPresent(gm, 2);
      act(gm, ActKind.LOCK_NAMES, "", ActKind.ON);
      // Each node admits by the policy that it knows.
      gm.await("acted");
      bo.await("acted");

      assertThat(refusal(other(), "BO", gm.key("player"), "", "")).isEqualTo(ErrorCode.NAME_TAKEN);
      TestMember back =
          TestMember.rejoin(one(), "Ana", gm.key("player"), bo.joined().getString("token"), "");
      assertThat(back.joined().getJsonObject("you").getString("name")).isEqualTo("Bo");
      TestMember.join(other(), "Ed", gm.key("player"));
    }

    @Test
    void rollWithoutAudienceHasThatOfTheTable() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));
      TestMember cy = TestMember.join(one(), "Cy", gm.key("player"));
      act(gm, ActKind.AUDIENCE, "", "gm");
      bo.await("acted");

      get(
          bo.seat()
              .share(
                  IdempotencyKey.of("bo", "1", ""), null, "", "{\"total\":73501}", ProofFor.NONE));
      gm.roll(1, Audience.ALL);

      assertThat(gm.await("rolled").getString("to")).isEqualTo("gm");
      assertThat(cy.await("rolled").getInt("seq")).isEqualTo(3);
      assertThat(cy.allFrames()).doesNotContain("73501");
    }

    @Test
    void memberWithAnotherRoleGetsTheHistoryOfThatRole() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));
      gm.roll(73_501, Audience.GM);
      awaitPresent(gm, 2);

      act(gm, ActKind.ROLE, id(bo), "gm");

      JsonObject again = bo.await("joined");
      assertThat(again.containsKey("id")).isFalse();
      assertThat(again.getJsonObject("you").getString("role")).isEqualTo("gm");
      assertThat(again.getBoolean("resumed")).isFalse();
      assertThat(again.getJsonArray("history").toString()).contains("73501");
      assertThat(again.getJsonObject("keys").containsKey("gm")).isFalse();
      assertThat(done(bo, ActKind.TITLE, "", "By Bo").seq()).isEqualTo(3);

      act(gm, ActKind.ROLE, id(bo), "watcher");

      JsonObject lower = bo.await("joined");
      assertThat(lower.getJsonObject("you").getString("role")).isEqualTo("watcher");
      assertThat(lower.getJsonArray("history").toString()).doesNotContain("73501");
      assertThat(lower.getJsonObject("keys").keySet()).containsExactly("watcher");
      assertThat(bo.roll(1, Audience.ALL)).isEqualTo(new ShareAnswer.Refused(ErrorCode.WATCH_ONLY));
      assertThat(refusedAct(bo, ActKind.CLEAR, "", "")).isEqualTo(ErrorCode.NOT_GM);
    }

    @Test
    void roleIsHandedOn() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));
      awaitPresent(gm, 2);

      act(gm, ActKind.HAND_ON, id(bo), "");

      assertThat(bo.await("joined").getJsonObject("you").getString("role")).isEqualTo("gm");
      assertThat(gm.await("joined").getJsonObject("you").getString("role")).isEqualTo("player");
      assertThat(refusedAct(gm, ActKind.CLEAR, "", "")).isEqualTo(ErrorCode.NOT_GM);
      TestMember back =
          TestMember.rejoin(other(), "Ana", gm.key("gm"), gm.joined().getString("token"), "");
      assertThat(back.seat().member().role().code()).isEqualTo("player");
    }

    @Test
    void clearedLogHasTheActAlone() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));
      gm.roll(73_501, Audience.ALL);
      String position = bo.await("rolled").getString("position");

      act(gm, ActKind.CLEAR, "", "");
      gm.roll(2, Audience.ALL);

      bo.await("acted");
      bo.await("rolled");
      TestMember back =
          TestMember.rejoin(
              other(), "Bo", gm.key("player"), bo.joined().getString("token"), position);
      assertThat(back.joined().getBoolean("resumed")).isFalse();
      assertThat(back.joined().getJsonArray("history"))
          .extracting(entry -> entry.asJsonObject().getInt("seq"))
          .containsExactly(2, 3);
    }

    @Test
    void renewedKeysEndOldLinksAndKeepThoseWhoAreThere() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));
      TestMember cy = TestMember.join(one(), "Cy", gm.key("watcher"));
      awaitPresent(gm, 3);

      RenewedKeys keys = renewed(gm, "1");
      bo.await("acted");

      assertThat(renewed(gm, "1")).as("the same request again").isEqualTo(keys);
      for (String role : List.of("gm", "player", "watcher")) {
        assertThat(TestMember.refusedJoin(other(), gm.key(role))).isEqualTo(ErrorCode.BAD_KEY);
        assertThat(TestMember.refusedJoin(one(), gm.key(role))).isEqualTo(ErrorCode.BAD_KEY);
      }
      TestMember ed = TestMember.join(other(), "Ed", keys.player());
      assertThat(ed.seat().member().role().code()).isEqualTo("player");
      assertThat(cy.allFrames()).doesNotContain(keys.gm(), keys.player());
      bo.seat().leave();
      cy.seat().leave();
      TestMember back =
          TestMember.rejoin(one(), "Bo", gm.key("player"), bo.joined().getString("token"), "");
      assertThat(back.seat().member().role().code()).isEqualTo("player");
      assertThat(back.joined().getJsonObject("keys")).isEmpty();
      awaitAbsent(gm, "Cy");
      assertThat(renewed(gm, "2")).isNotEqualTo(keys);
      ed.await("acted");
      assertThat(TestMember.refusedJoin(other(), keys.gm())).isEqualTo(ErrorCode.BAD_KEY);
      assertThat(refusal(other(), "Cy", cy.key("watcher"), cy.joined().getString("token"), ""))
          .as("who was not there at the second renewal")
          .isEqualTo(ErrorCode.BAD_KEY);
    }

    @Test
    void whisperIsSeenByThoseNamedAlone() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));
      TestMember cy = TestMember.join(one(), "Cy", gm.key("player"));
      TestMember di = TestMember.join(other(), "Di", gm.key("watcher"));

      whisper(bo, 73_501, cy);
      act(gm, ActKind.SHOW_WHISPERS, "", ActKind.ON);
      bo.await("acted");
      whisper(bo, 73_502, cy);

      JsonObject first = cy.await("rolled");
      assertThat(first.getJsonArray("to").getString(0)).isEqualTo(id(cy));
      assertThat(first.getString("label")).isEqualTo("secret label");
      for (TestMember outsider : List.of(gm, di)) {
        JsonObject stub = outsider.await("rolled");
        assertThat(stub.getInt("seq")).isEqualTo(3);
        assertThat(stub.getString("to")).isEqualTo("whisper");
        assertThat(stub.getBoolean("hidden")).isTrue();
        assertThat(outsider.allFrames()).doesNotContain("7350", "secret label");
      }
      TestMember late = TestMember.join(other(), "Ed", gm.key("gm"));
      assertThat(late.joined().getJsonArray("history").toString())
          .contains("\"whisper\"")
          .doesNotContain("7350", "secret label", id(cy));
      assertThat(get(gm.seat().reveal(3)))
          .isEqualTo(new ShareAnswer.Refused(ErrorCode.NOTHING_TO_REVEAL));
      assertThat(get(cy.seat().reveal(3))).isEqualTo(new ShareAnswer.Refused(ErrorCode.NOT_GM));
      assertThat(get(bo.seat().reveal(3))).isInstanceOf(ShareAnswer.Shared.class);
      assertThat(di.await("rolled").getJsonObject("roll").getInt("total")).isEqualTo(73_502);
    }

    @Test
    void rollsByAKeyWithoutASeatObeyThePolicy() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));
      TestMember cy = TestMember.join(one(), "Cy", gm.key("player"));
      awaitPresent(gm, 3);
      act(gm, ActKind.AUDIENCE, "", "gm");
      KeyAnswer accepted = checkKey("Bo", gm.key("player"), bo.joined().getString("token"));
      assertThat(accepted).isInstanceOf(KeyAnswer.Accepted.class);
      get(
          ((KeyAnswer.Accepted) accepted)
              .roller()
              .share(
                  IdempotencyKey.of("bo", "http", ""), Optional.empty(), "", "{\"total\":73501}"));
      assertThat(gm.await("rolled").getString("to")).isEqualTo("gm");

      act(gm, ActKind.LOCK, "", ActKind.ON);
      act(gm, ActKind.REMOVE, id(cy), "");

      assertThat(checkKey("New", gm.key("player"), ""))
          .isEqualTo(new KeyAnswer.Refused(ErrorCode.TABLE_LOCKED));
      assertThat(checkKey("Cy", gm.key("player"), cy.joined().getString("token")))
          .isEqualTo(new KeyAnswer.Refused(ErrorCode.REMOVED));
      renewed(gm, "1");
      assertThat(checkKey("New", gm.key("gm"), ""))
          .isEqualTo(new KeyAnswer.Refused(ErrorCode.BAD_KEY));
      assertThat(checkKey("Bo", gm.key("player"), bo.joined().getString("token")))
          .isInstanceOf(KeyAnswer.Accepted.class);
      assertThat(cy.allFrames()).doesNotContain("73501");
    }

    private KeyAnswer checkKey(String name, String key, String token) {
      return get(other().checkKey(new KeyRequest("", "table", name, "", "", key, token)));
    }

    @Test
    void actThatDoesNotFitIsRefused() {
      TestMember gm = TestMember.join(one(), "Ana", "");
      TestMember bo = TestMember.join(other(), "Bo", gm.key("player"));

      assertThat(refusedAct(bo, ActKind.LOCK, "", ActKind.ON)).isEqualTo(ErrorCode.NOT_GM);
      assertThat(refusedAct(gm, ActKind.LOCK, "", "maybe")).isEqualTo(ErrorCode.BAD_MODERATION);
      assertThat(refusedAct(gm, ActKind.TITLE, "", "a\u202eb")).isEqualTo(ErrorCode.BAD_MODERATION);
      assertThat(refusedAct(gm, ActKind.AUDIENCE, "", "self")).isEqualTo(ErrorCode.BAD_MODERATION);
      assertThat(refusedAct(gm, ActKind.ROLE, id(gm), "player"))
          .isEqualTo(ErrorCode.BAD_MODERATION);
      assertThat(refusedAct(gm, ActKind.REMOVE, "short", "")).isEqualTo(ErrorCode.BAD_MODERATION);
      assertThat(gm.allFrames()).doesNotContain("\"acted\"");
    }

    final Tables node(TableBus bus) {
      Tables tables =
          new Tables(bus, SETTINGS, json, metrics, System::nanoTime, System::currentTimeMillis);
      nodes.add(tables);
      tables.start(THREADS);
      clock.add(tables::tick);
      return tables;
    }

    final void act(TestMember by, ActKind kind, String member, String value) {
      done(by, kind, member, value);
    }

    private ModerationAnswer.Done done(TestMember by, ActKind kind, String member, String value) {
      ModerationAnswer answer = moderate(by, "r" + requests++, kind, member, value);
      assertThat(answer).isInstanceOf(ModerationAnswer.Done.class);
      return (ModerationAnswer.Done) answer;
    }

    private ErrorCode refusedAct(TestMember by, ActKind kind, String member, String value) {
      ModerationAnswer answer = moderate(by, "r" + requests++, kind, member, value);
      assertThat(answer).isInstanceOf(ModerationAnswer.Refused.class);
      return ((ModerationAnswer.Refused) answer).why();
    }

    private RenewedKeys renewed(TestMember by, String requestId) {
      ModerationAnswer answer = moderate(by, requestId, ActKind.RENEW_KEYS, "", "");
      assertThat(answer).isInstanceOf(ModerationAnswer.Done.class);
      Keys keys = ((ModerationAnswer.Done) answer).keys();
      if (keys == null || keys.gm() == null || keys.player() == null) {
        throw new AssertionError("keys are missing: " + keys);
      }
      return new RenewedKeys(keys.gm(), keys.player());
    }

    private static ModerationAnswer moderate(
        TestMember by, String id, ActKind kind, String member, String value) {
      return get(by.seat().moderate(id, new Moderation(kind, member, value)));
    }

    private void whisper(TestMember by, int number, TestMember to) {
      ShareAnswer answer =
          get(
              by.seat()
                  .share(
                      IdempotencyKey.of(id(by), Integer.toString(number), ""),
                      Addressees.whisper(Set.of(id(to))),
                      "secret label",
                      "{\"total\":" + number + "}",
                      ProofFor.NONE));
      assertThat(answer).isInstanceOf(ShareAnswer.Shared.class);
    }

    private static ErrorCode refusal(
        Tables tables, String name, String key, String token, String address) {
      JoinAnswer answer =
          get(
              tables.join(
                  new JoinRequest(
                      null,
                      "",
                      address,
                      "table",
                      name,
                      "",
                      "",
                      key,
                      token,
                      "",
                      PlayerSeries.ofTableRolls(TestSeries.SOURCE)),
                  TestMember.NO_FRAMES));
      assertThat(answer).isInstanceOf(JoinAnswer.Refused.class);
      return ((JoinAnswer.Refused) answer).why();
    }

    private static String id(TestMember member) {
      return member.seat().member().id();
    }

    /** Awaits that the node of a member knows that another one has left. */
    private static void awaitAbsent(TestMember member, String name) {
      boolean present = true;
      while (present) {
        present =
            member.await("presence").getJsonArray("members").getValuesAs(JsonObject.class).stream()
                .anyMatch(each -> each.getString("name").equals(name));
      }
    }

    /** Awaits that the node of a member knows a number of members: those on other nodes, too. */
    private static void awaitPresent(TestMember member, int count) {
      int present = 0;
      while (present != count) {
        present = member.await("presence").getJsonArray("members").size();
      }
    }
  }
}
