package dicegate.table;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.log.StreamPosition;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The client of a seat: processes its frames as the page does, and fails at once at a roll that is
 * not the next one. Confined to one thread.
 */
final class SeatProbe implements FrameSink {

  private final List<JsonObject> added = new ArrayList<>();
  private final List<JsonObject> frames = new ArrayList<>();

  /** The positions of the rolls on its screen, in order. */
  private final List<StreamPosition> screen = new ArrayList<>();

  private StreamPosition position = new StreamPosition("none", 0, "");

  @Override
  public void enqueue(String frame) {
    try (JsonReader reader = Json.createReader(new StringReader(frame))) {
      added.add(reader.readObject());
    }
  }

  @Override
  public void drain() {
    List<JsonObject> sent = List.copyOf(added);
    added.clear();
    sent.forEach(this::show);
  }

  /** Returns the frames of a type sent so far. */
  List<JsonObject> frames(String type) {
    return frames.stream().filter(frame -> frame.getString("type").equals(type)).toList();
  }

  JsonObject last(String type) {
    List<JsonObject> all = frames(type);
    assertThat(all).as(type).isNotEmpty();
    return all.get(all.size() - 1);
  }

  /** Returns the positions of the rolls on its screen. */
  List<StreamPosition> screen() {
    return List.copyOf(screen);
  }

  List<Long> offsets() {
    return screen.stream().map(StreamPosition::offset).toList();
  }

  /** Returns the position with which it would join again. */
  StreamPosition position() {
    return position;
  }

  /** Continues from the screen of another connection of the same client. */
  void continueFrom(SeatProbe before) {
    screen.addAll(before.screen);
    position = before.position;
  }

  /** Returns the names of the members in the last frame that listed them. */
  List<String> names() {
    return members().stream().map(member -> member.getString("name")).toList();
  }

  /** Returns the member of a name in the last frame that listed the members. */
  JsonObject member(String name) {
    return members().stream()
        .filter(member -> member.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonObject> members() {
    List<JsonObject> all = frames.stream().filter(frame -> frame.containsKey("members")).toList();
    return all.get(all.size() - 1).getJsonArray("members").getValuesAs(JsonObject.class);
  }

  /** Returns whether every enqueued frame was sent. */
  boolean isFlushed() {
    return added.isEmpty();
  }

  private void show(JsonObject frame) {
    frames.add(frame);
    switch (frame.getString("type")) {
      case "joined" -> joined(frame);
      case "rolled" -> rolled(frame);
      default -> {}
    }
  }

  private void joined(JsonObject frame) {
    if (!frame.getBoolean("resumed")) {
      screen.clear();
      position = new StreamPosition("none", 0, "");
    }
    for (JsonObject roll : frame.getJsonArray("history").getValuesAs(JsonObject.class)) {
      assertThat(roll.getBoolean("missed", false)).isEqualTo(frame.getBoolean("resumed"));
      rolled(roll);
    }
    StreamPosition end = StreamPosition.parse(frame.getString("position")).orElseThrow();
    assertThat(screen.isEmpty() ? end.offset() : position.offset()).isEqualTo(end.offset());
    position = end;
  }

  private void rolled(JsonObject roll) {
    StreamPosition at = StreamPosition.parse(roll.getString("position")).orElseThrow();
    assertThat(at.offset()).isEqualTo(roll.getJsonNumber("seq").longValue());
    if (!screen.isEmpty() || position.offset() > 0) {
      assertThat(at.offset()).as("next on the screen").isEqualTo(position.offset() + 1);
      assertThat(at.epoch()).isEqualTo(position.epoch());
    }
    screen.add(at);
    position = at;
  }
}
