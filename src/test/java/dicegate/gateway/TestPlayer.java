package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A client of the JSON dialect on a {@link GatewayHarness}: sends messages, and keeps every frame
 * it gets.
 */
final class TestPlayer {

  final Connection connection;
  private final GatewayHarness harness;
  private final FakeSocket socket = new FakeSocket();
  private final List<String> raw = new ArrayList<>();
  private final JsonObject hello;

  private TestPlayer(GatewayHarness harness) {
    this.harness = harness;
    this.connection = harness.registry.add(socket, "", true);
    this.hello = await("hello");
    assertThat(hello.getString("session")).isNotEmpty();
  }

  /** Returns the first frame. */
  JsonObject hello() {
    return hello;
  }

  static TestPlayer on(GatewayHarness harness) {
    return new TestPlayer(harness);
  }

  /** Sends a message, written with {@code '} instead of {@code "}. */
  TestPlayer send(String frame) {
    connection.onText(frame.replace('\'', '"'), true);
    return this;
  }

  /** Joins a table and returns the {@code joined} frame; an empty key opens a new table. */
  JsonObject join(String table, String name, String key) {
    send(
        "{'type':'join','id':'j','table':'%s','name':'%s','key':'%s'}".formatted(table, name, key));
    return await("joined");
  }

  /** Returns the next frame of a type, and skips those before it. */
  JsonObject await(String type) {
    return awaitAny(type);
  }

  /** Returns the next frame of one of these types, and skips those before it. */
  JsonObject awaitAny(String... types) {
    while (true) {
      JsonObject frame = next();
      if (List.of(types).contains(frame.getString("type"))) {
        return frame;
      }
    }
  }

  /** Returns the answer to a request, a result or an error, and skips frames before it. */
  JsonObject awaitAnswer(int id) {
    while (true) {
      JsonObject frame = next();
      boolean answers = List.of("result", "error").contains(frame.getString("type"));
      if (answers && frame.getInt("id") == id) {
        return frame;
      }
    }
  }

  /** Sends a ping and returns all frames before its pong: everything sent until now. */
  List<JsonObject> until(String pingId) {
    send("{'type':'ping','id':'%s'}".formatted(pingId));
    List<JsonObject> frames = new ArrayList<>();
    while (true) {
      JsonObject frame = next();
      if (frame.getString("type").equals("pong") && frame.getString("id").equals(pingId)) {
        return frames;
      }
      frames.add(frame);
    }
  }

  /** Returns the text of all frames that were read. */
  String everything() {
    return String.join("\n", raw);
  }

  void disconnect() {
    harness.registry.remove(connection);
  }

  private JsonObject next() {
    try {
      String text = socket.next();
      raw.add(text);
      try (JsonReader reader = Json.createReader(new StringReader(text))) {
        return reader.readObject();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
