package dicegate.wire.json;

import dicegate.wire.ErrorCode;
import dicegate.wire.ErrorKind;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients get it: in a frame of either WebSocket dialect, and over HTTP.
 *
 * @param kind the code, with its HTTP status
 * @param message what is wrong, for a person
 * @param retryAfterMs after how many milliseconds to try again; null if not known, or permanent
 * @param pos where in the expression, in UTF-16 units
 * @param len the length of that part of the expression, in UTF-16 units
 * @param expected what is valid at this position, for a person
 * @param hint a similar expression that is valid
 * @param incident the id under which the server logged its own fault
 */
public record ServerError(
    ErrorKind kind,
    String message,
    @Nullable Integer retryAfterMs,
    @Nullable Integer pos,
    @Nullable Integer len,
    @Nullable List<String> expected,
    @Nullable String hint,
    @Nullable String incident) {

  /** Returns the error of a code, with the code's own text and time. */
  public static ServerError of(ErrorCode code) {
    return code.temporary()
        ? temporary(code, code.text(), code.retryAfterMillis())
        : permanent(code, code.text());
  }

  /** Returns an error that the same request would end with again. */
  public static ServerError permanent(ErrorKind kind, String message) {
    return new ServerError(kind, message, null, null, null, null, null, null);
  }

  /** Returns an error of load or silence: the same request may succeed after the time. */
  public static ServerError temporary(ErrorKind kind, String message, int retryAfterMs) {
    return new ServerError(kind, message, retryAfterMs, null, null, null, null, null);
  }

  /** Returns the error of a fault in the server, logged under an incident id. */
  public static ServerError internal(String incident) {
    ErrorCode code = ErrorCode.INTERNAL;
    return new ServerError(code, code.text(), null, null, null, null, null, incident);
  }

  /** Returns the code as it travels. */
  public String code() {
    return kind.code();
  }

  /** Tells whether the same request may succeed later. */
  public boolean temporary() {
    return kind.temporary();
  }

  /**
   * Returns the members of the JSON object, the absent ones left out: all that an error has in
   * every form. Sorted by name, as JSON-B sorts those of all other messages; the caller may add to
   * it.
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
    return members;
  }

  private static void putIfPresent(
      SortedMap<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }
}
