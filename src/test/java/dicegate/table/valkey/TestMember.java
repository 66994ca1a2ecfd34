package dicegate.table.valkey;

import static dicegate.table.log.TableBusContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.FrameSink;
import dicegate.table.JoinAnswer;
import dicegate.table.JoinRequest;
import dicegate.table.ProofFor;
import dicegate.table.Seat;
import dicegate.table.ShareAnswer;
import dicegate.table.Tables;
import dicegate.table.TestSeries;
import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.IdempotencyKey;
import dicegate.verify.PlayerSeries;
import dicegate.wire.ErrorCode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A member at a table of one node; keeps every frame. */
final class TestMember implements FrameSink {

  /** The sink of a join that is refused. */
  static final FrameSink NO_FRAMES =
      new FrameSink() {
        @Override
        public void enqueue(String frame) {
          throw new AssertionError(frame);
        }

        @Override
        public void drain() {}
      };

  private static final long LIMIT_SECONDS = 20;

  private final List<String> enqueued = new ArrayList<>(); // guarded by this
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final List<String> received = new ArrayList<>();
  private final Seat seat;
  private final JsonObject joined;

  private TestMember(Tables tables, JoinRequest request) {
    JoinAnswer answer = get(tables.join(request, this));
    assertThat(answer).isInstanceOf(JoinAnswer.Joined.class);
    seat = ((JoinAnswer.Joined) answer).seat();
    joined = await("joined");
  }

  static TestMember join(Tables tables, String name, String key) {
    return rejoin(tables, name, key, "", "");
  }

  static TestMember rejoin(Tables tables, String name, String key, String token, String position) {
    return new TestMember(
        tables,
        new JoinRequest(
            null,
            "",
            "",
            "table",
            name,
            "",
            "",
            key,
            token,
            position,
            PlayerSeries.ofTableRolls(TestSeries.SOURCE)));
  }

  /** Joins from an address. */
  static TestMember from(Tables tables, String address, String name, String key) {
    return new TestMember(
        tables,
        new JoinRequest(
            null,
            "",
            address,
            "table",
            name,
            "",
            "",
            key,
            "",
            "",
            PlayerSeries.ofTableRolls(TestSeries.SOURCE)));
  }

  /** Opens a table from an address. */
  static TestMember at(Tables tables, String address, String table) {
    return new TestMember(
        tables,
        new JoinRequest(
            null,
            address,
            address,
            table,
            "Gm",
            "",
            "",
            "",
            "",
            "",
            PlayerSeries.ofTableRolls(TestSeries.SOURCE)));
  }

  /** Returns the error of a join that is refused. */
  static ErrorCode refusedJoin(Tables tables, String key) {
    JoinAnswer answer =
        get(
            tables.join(
                new JoinRequest(
                    null,
                    "",
                    "",
                    "table",
                    "Nobody",
                    "",
                    "",
                    key,
                    "",
                    "",
                    PlayerSeries.ofTableRolls(TestSeries.SOURCE)),
                NO_FRAMES));
    assertThat(answer).isInstanceOf(JoinAnswer.Refused.class);
    return ((JoinAnswer.Refused) answer).why();
  }

  @Override
  public synchronized void enqueue(String frame) {
    enqueued.add(frame);
  }

  /** As a client does, a test sees a frame when it is sent: what it says counts by then. */
  @Override
  public synchronized void drain() {
    frames.addAll(enqueued);
    enqueued.clear();
  }

  JsonObject joined() {
    return joined;
  }

  String key(String role) {
    return joined.getJsonObject("keys").getString(role);
  }

  Seat seat() {
    return seat;
  }

  ShareAnswer roll(int number, Audience to) {
    return get(
        seat.share(
            IdempotencyKey.of(joined.getString("token"), Integer.toString(number), ""),
            Addressees.of(to),
            "",
            "{\"total\":" + number + "}",
            ProofFor.NONE));
  }

  /** Returns the next frame of a type, skipping others. */
  JsonObject await(String type) {
    while (true) {
      JsonObject frame = next();
      if (frame.getString("type").equals(type)) {
        return frame;
      }
    }
  }

  /** Returns the text of all frames. */
  String allFrames() {
    received.addAll(frames);
    return String.join("\n", received);
  }

  private JsonObject next() {
    try {
      String frame = frames.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertThat(frame).as("a frame within %d s", LIMIT_SECONDS).isNotNull();
      received.add(frame);
      try (JsonReader reader = Json.createReader(new StringReader(frame))) {
        return reader.readObject();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
