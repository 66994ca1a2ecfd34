package dicegate.wire.json;

import dicegate.wire.ErrorCode;
import dicegate.wire.ErrorKind;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients get it: in a frame of either WebSocket dialect, and over HTTP.
 *
 * @param kind the code, with its HTTP status
 * @param message what is wrong, for a person
 * @param retryAfterMs the delay before the next try; null if unknown, or for a permanent error
 * @param pos the position in the expression, in UTF-16 units
 * @param len the length of the wrong part of the expression, in UTF-16 units
 * @param expected what is valid at this position, for a person
 * @param hint a similar expression that is valid
 * @param incident the id under which the server logged its own fault
 * @param wanted the die whose face is missing in a roll by hand, as the engine describes it
 * @param rolled whether an engine had rolled dice before it; not sent to clients
 */
public record ServerError(
    ErrorKind kind,
    String message,
    @Nullable Integer retryAfterMs,
    @Nullable Integer pos,
    @Nullable Integer len,
    @Nullable List<String> expected,
    @Nullable String hint,
    @Nullable String incident,
    @Nullable JsonObject wanted,
    boolean rolled) {

  /** Returns the error of a code, with the code's own text and time. */
  public static ServerError of(ErrorCode code) {
    return code.temporary()
        ? temporary(code, code.text(), code.retryAfterMillis())
        : permanent(code, code.text());
  }

  /** Returns a permanent error: the same request would fail again. */
  public static ServerError permanent(ErrorKind kind, String message) {
    return new ServerError(kind, message, null, null, null, null, null, null, null, false);
  }

  /** Returns a temporary error: the same request may succeed after the delay. */
  public static ServerError temporary(ErrorKind kind, String message, int retryAfterMs) {
    return new ServerError(kind, message, retryAfterMs, null, null, null, null, null, null, false);
  }

  /** Returns the error of a fault in the server, logged under an incident id. */
  public static ServerError internal(String incident) {
    ErrorCode code = ErrorCode.INTERNAL;
    return new ServerError(code, code.text(), null, null, null, null, null, incident, null, false);
  }

  /** Returns the code on the wire. */
  public String code() {
    return kind.code();
  }

  /** Tells whether the same request may succeed later. */
  public boolean temporary() {
    return kind.temporary();
  }

  /**
   * Returns the members that the JSON object of an error has in every form, without absent ones.
   * Sorted by name, as JSON-B sorts those of all other messages; the caller may add to the map.
   */
  SortedMap<String, Object> members() {
    SortedMap<String, Object> members = new TreeMap<>();
    members.put("code", code());
    members.put("message", message);
    members.put("temporary", temporary());
    putIfPresent(members, "retryAfterMs", retryAfterMs);
    putIfPresent(members, "pos", pos);
    putIfPresent(members, "len", len);
    putIfPresent(members, "expected", expected);
    putIfPresent(members, "hint", hint);
    putIfPresent(members, "incident", incident);
    putIfPresent(members, "wanted", wanted);
    return members;
  }

  private static void putIfPresent(
      SortedMap<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }
}
