package dicegate.wire.frames;

import dicegate.wire.frames.EngineReply.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The codec of the v1 contract between gateway and engine, and an engine's parser for both
 * contracts. One text frame each way, UTF-8, tokens separated by single blanks:
 *
 * <pre>
 *   DG1 &lt;verb&gt; &lt;id&gt; &lt;ttlMs&gt; &lt;body&gt;   -&gt;   DG1 &lt;id&gt; &lt;status&gt; &lt;body&gt;
 * </pre>
 *
 * <p>The body is the rest of the frame. Stateless.
 */
public final class EngineFrames {

  /**
   * The length of the longest reply, in bytes; {@code 10000d6}, the most dice of one request, takes
   * a third of it.
   */
  public static final int MAX_REPLY_BYTES = 1024 * 1024;

  private static final String MAGIC = "DG1 ";

  private EngineFrames() {}

  /** Encodes a v1 request. */
  public static byte[] request(Verb verb, RequestId id, long ttlMillis, String body) {
    return (MAGIC + verb.name() + ' ' + id.value() + ' ' + ttlMillis + ' ' + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the text before the body of a v1 reply; ids are as in {@link EngineRequest}. */
  public static String replyHead(String id, Status status) {
    return MAGIC + id + ' ' + status.token() + ' ';
  }

  /** Reads the id of a v1 reply; empty if it is not an id of a gateway. */
  public static Optional<RequestId> replyId(byte[] frame) {
    if (!startsWithMagic(frame)) {
      return Optional.empty();
    }
    int idStart = MAGIC.length();
    int idEnd = Ascii.indexOf(frame, ' ', idStart);
    return idEnd < 0 ? Optional.empty() : RequestId.parse(Ascii.latin1(frame, idStart, idEnd));
  }

  /** Decodes a v1 reply; empty if the frame is not valid. */
  public static Optional<EngineReply> reply(byte[] frame) {
    Optional<RequestId> id = replyId(frame);
    int idEnd = Ascii.indexOf(frame, ' ', MAGIC.length());
    int statusEnd = idEnd < 0 ? -1 : Ascii.indexOf(frame, ' ', idEnd + 1);
    if (statusEnd < 0) {
      return Optional.empty();
    }
    Optional<Status> status = status(Ascii.latin1(frame, idEnd + 1, statusEnd));
    Optional<String> body = Ascii.utf8(frame, statusEnd + 1);
    if (id.isEmpty() || status.isEmpty() || body.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new EngineReply(id.get(), status.get(), body.get()));
  }

  /** Parses a request of either contract, as an engine does; every frame is one of the two. */
  public static EngineRequest parse(byte[] frame) {
    return startsWithMagic(frame) ? parseV1(frame) : LegacyFrames.parse(frame);
  }

  private static EngineRequest parseV1(byte[] frame) {
    int verbStart = MAGIC.length();
    int verbEnd = Ascii.indexOf(frame, ' ', verbStart);
    if (verbEnd < 0) {
      return new EngineRequest.Malformed("-");
    }
    int idEnd = endOfToken(frame, verbEnd + 1);
    String id = Ascii.latin1(frame, verbEnd + 1, idEnd);
    int ttlStart = Math.min(idEnd + 1, frame.length);
    int ttlEnd = endOfToken(frame, ttlStart);
    OptionalLong ttl = Ascii.number(Ascii.latin1(frame, ttlStart, ttlEnd));
    Optional<String> body = Ascii.utf8(frame, Math.min(ttlEnd + 1, frame.length));
    if (id.isEmpty() || ttl.isEmpty() || body.isEmpty()) {
      return new EngineRequest.Malformed(id.isEmpty() ? "-" : id);
    }
    String token = Ascii.latin1(frame, verbStart, verbEnd);
    Optional<Verb> verb = Verb.of(token);
    return verb.isPresent()
        ? new EngineRequest.V1(verb.get(), id, ttl.getAsLong(), body.get())
        : new EngineRequest.UnknownVerb(id);
  }

  private static int endOfToken(byte[] frame, int from) {
    int blank = Ascii.indexOf(frame, ' ', from);
    return blank < 0 ? frame.length : blank;
  }

  private static boolean startsWithMagic(byte[] frame) {
    if (frame.length < MAGIC.length()) {
      return false;
    }
    for (int i = 0; i < MAGIC.length(); i++) {
      if (frame[i] != MAGIC.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Status> status(String token) {
    for (Status status : Status.values()) {
      if (status.token().equals(token)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
