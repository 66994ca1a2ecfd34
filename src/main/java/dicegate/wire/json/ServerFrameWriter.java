package dicegate.wire.json;

import jakarta.json.bind.Jsonb;
import jakarta.json.spi.JsonProvider;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes frames of the server as JSON text. Thread-safe. */
record ServerFrameWriter(Jsonb jsonb, JsonProvider jsonp, RolledWriter rolled) {

  ServerFrameWriter(Jsonb jsonb, JsonProvider jsonp) {
    this(jsonb, jsonp, new RolledWriter(jsonp));
  }

  /** Writes a frame. */
  String write(ServerFrame frame) {
    return switch (frame) {
      case ServerFrame.Result result -> {
        String origin = rolled.origin(result.origin());
        String seq = result.seq() == null ? "" : ",\"seq\":" + result.seq();
        String name = result.roll() == null ? ",\"hidden\":" : ",\"roll\":";
        String roll = result.roll() == null ? "true" : result.roll();
        // One concatenation, since each one copies the roll.
        yield "{\"type\":\"result\",\"id\":" + result.id() + origin + seq + name + roll + "}";
      }
      case ServerFrame.Odds odds ->
          "{\"type\":\"odds\",\"id\":" + odds.id() + ",\"odds\":" + odds.odds() + "}";
      case ServerFrame.Failure failure -> {
        SortedMap<String, Object> members = failure.error().members();
        members.put("type", "error");
        if (failure.id() != null) {
          members.put("id", failure.id());
        }
        if (failure.proof() != null) {
          members.put(
              "proof",
              new TreeMap<String, Object>(
                  Map.of("root", failure.proof().root(), "index", failure.proof().index())));
        }
        yield text(members);
      }
      case ServerFrame.BareError bare -> "{\"error\":" + text(bare.error().members()) + "}";
      case ServerFrame.Hello bound -> jsonb.toJson(bound);
      case ServerFrame.Resumed bound -> jsonb.toJson(bound);
      case ServerFrame.Series bound -> jsonb.toJson(bound);
      case ServerFrame.Proof bound -> jsonb.toJson(bound);
      case ServerFrame.Pong bound -> jsonb.toJson(bound);
      case ServerFrame.Joined bound -> jsonb.toJson(bound);
      case ServerFrame.Rolled head -> rolled(head, null);
      case ServerFrame.History bound -> jsonb.toJson(bound);
      case ServerFrame.Presence bound -> jsonb.toJson(bound);
      case ServerFrame.Left bound -> jsonb.toJson(bound);
      case ServerFrame.Revealed bound -> jsonb.toJson(bound);
      case ServerFrame.Acted bound -> jsonb.toJson(bound);
      case ServerFrame.Removed bound -> jsonb.toJson(bound);
      case ServerFrame.Moderated bound -> jsonb.toJson(bound);
    };
  }

  /**
   * Writes {@code rolled}.
   *
   * @param roll the engine's result, JSON; null for no such member
   */
  String rolled(ServerFrame.Rolled head, @Nullable String roll) {
    StringBuilder out = rolled.head(head, roll == null ? 0 : roll.length());
    if (roll != null) {
      out.append(",\"roll\":").append(roll);
    }
    return out.append('}').toString();
  }

  /**
   * Writes an object with what is known of its dice as its last members.
   *
   * @param roll an object with members, JSON
   */
  String withOrigin(String roll, ServerFrame.RollOrigin origin) {
    return roll.substring(0, roll.lastIndexOf('}')) + rolled.origin(origin) + "}";
  }

  /** Writes an object with these members, in their order. */
  String text(SortedMap<String, Object> members) {
    return jsonp.createObjectBuilder(members).build().toString();
  }

  /**
   * Writes a frame with one more member at its end, since JSON-B has no way to insert text that is
   * already JSON.
   *
   * @param json the member's value; null for no such member
   */
  String write(ServerFrame frame, String name, @Nullable String json) {
    String object = write(frame);
    return json == null
        ? object
        : object.substring(0, object.length() - 1) + ",\"" + name + "\":" + json + "}";
  }
}
