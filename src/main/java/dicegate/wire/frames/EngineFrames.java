package dicegate.wire.frames;

import dicegate.wire.frames.EngineReply.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * <p>The body is the rest of the frame.
 *
 * <p>A batch is a request whose body has one request in each line. The body of its reply has one
 * reply in each line, in any order; a request without a line is not answered yet, and the gateway
 * sends it again by itself. So the engine leaves out what would hold up the others:
 *
 * <pre>
 *   DG1 BATCH 9 5000 DG1 BARE 7 5000 3d6     -&gt;   DG1 9 ok DG1 7 ok [1, 2, 1]
 *   DG1 ROLL 8 4990 d20                           DG1 8 ok {"expr":"d20",...}
 * </pre>
 *
 * <p>Stateless.
 */
public final class EngineFrames {

  /**
   * The length of the longest reply, in bytes; {@code 10000d6}, the most dice of one request, takes
   * a third of it.
   */
  public static final int MAX_REPLY_BYTES = 1024 * 1024;

  /** The most requests in one batch. */
  public static final int MAX_BATCH = 64;

  /**
   * The most bytes of the requests of one batch: with its head, half of what our engine reads as
   * one frame.
   */
  public static final int MAX_BATCH_BYTES = 32 * 1024;

  private static final String MAGIC = "DG1 ";

  private static final String BATCH_START = MAGIC + Verb.BATCH.name() + ' ';

  private static final byte LINE_END = '\n';

  private static final List<Status> STATUSES = List.of(Status.values());

  private EngineFrames() {}

  /** Encodes a v1 request. */
  public static byte[] request(Verb verb, RequestId id, long ttlMillis, String body) {
    return (MAGIC + verb.name() + ' ' + id.value() + ' ' + ttlMillis + ' ' + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Tells whether a request may be part of a batch: it is short, and one line. */
  public static boolean fitsBatch(byte[] request) {
    return request.length <= MAX_BATCH_BYTES / MAX_BATCH && Ascii.indexOf(request, '\n', 0) < 0;
  }

  /**
   * Encodes a batch of encoded requests.
   *
   * @param requests 1 to {@link #MAX_BATCH}, each of which {@link #fitsBatch}
   */
  public static byte[] batch(RequestId id, long ttlMillis, List<byte[]> requests) {
    byte[] head = request(Verb.BATCH, id, ttlMillis, "");
    int length = head.length + requests.size() - 1;
    for (byte[] request : requests) {
      length += request.length;
    }
    byte[] frame = Arrays.copyOf(head, length);
    int at = head.length;
    for (byte[] request : requests) {
      if (at > head.length) {
        frame[at++] = LINE_END;
      }
      System.arraycopy(request, 0, frame, at, request.length);
      at += request.length;
    }
    return frame;
  }

  /**
   * Splits the reply to a batch into the replies to its requests, which are not checked.
   *
   * @return empty if the reply is not {@code ok}; no replies if the engine left out all requests
   */
  public static Optional<List<byte[]>> batchReplies(byte[] frame) {
    int idEnd = Ascii.indexOf(frame, ' ', MAGIC.length());
    int statusEnd = idEnd < 0 ? -1 : Ascii.indexOf(frame, ' ', idEnd + 1);
    if (statusEnd < 0 || status(frame, idEnd + 1, statusEnd).orElse(null) != Status.OK) {
      return Optional.empty();
    }
    List<byte[]> replies = new ArrayList<>();
    for (int from = statusEnd + 1; from < frame.length && replies.size() < MAX_BATCH; ) {
      int to = endOf(frame, LINE_END, from, frame.length);
      replies.add(Arrays.copyOfRange(frame, from, to));
      from = to + 1;
    }
    return Optional.of(replies);
  }

  /** Returns the text before the body of a v1 reply; ids are as in {@link EngineRequest}. */
  public static String replyHead(String id, Status status) {
    return MAGIC + id + ' ' + status.token() + ' ';
  }

  /** Reads the id of a v1 reply; empty if it is not an id of a gateway. */
  public static Optional<RequestId> replyId(byte[] frame) {
    if (!startsWithMagic(frame, 0)) {
      return Optional.empty();
    }
    int idStart = MAGIC.length();
    int idEnd = Ascii.indexOf(frame, ' ', idStart);
    return idEnd < 0 ? Optional.empty() : RequestId.parse(frame, idStart, idEnd);
  }

  /** Decodes a v1 reply; empty if the frame is not valid. */
  public static Optional<EngineReply> reply(byte[] frame) {
    Optional<RequestId> id = replyId(frame);
    int idEnd = Ascii.indexOf(frame, ' ', MAGIC.length());
    int statusEnd = idEnd < 0 ? -1 : Ascii.indexOf(frame, ' ', idEnd + 1);
    if (statusEnd < 0) {
      return Optional.empty();
    }
    Optional<Status> status = status(frame, idEnd + 1, statusEnd);
    Optional<String> body = Ascii.utf8(frame, statusEnd + 1, frame.length);
    if (id.isEmpty() || status.isEmpty() || body.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new EngineReply(id.get(), status.get(), body.get()));
  }

  /** Parses a request of either contract, as an engine does; every frame is one of the two. */
  public static EngineRequest parse(byte[] frame) {
    return startsWithMagic(frame, 0) ? parseV1(frame, 0, frame.length) : LegacyFrames.parse(frame);
  }

  private static EngineRequest parseV1(byte[] frame, int start, int end) {
    int verbStart = start + MAGIC.length();
    int verbEnd = endOf(frame, ' ', verbStart, end);
    if (verbEnd == end) {
      return new EngineRequest.Malformed("-");
    }
    int idEnd = endOf(frame, ' ', verbEnd + 1, end);
    String id = Ascii.latin1(frame, verbEnd + 1, idEnd);
    int ttlStart = Math.min(idEnd + 1, end);
    int ttlEnd = endOf(frame, ' ', ttlStart, end);
    OptionalLong ttl = Ascii.number(frame, ttlStart, ttlEnd);
    int bodyStart = Math.min(ttlEnd + 1, end);
    if (id.isEmpty() || ttl.isEmpty()) {
      return new EngineRequest.Malformed(id.isEmpty() ? "-" : id);
    }
    Verb verb = Verb.of(Ascii.latin1(frame, verbStart, verbEnd)).orElse(null);
    if (verb == Verb.BATCH) {
      return new EngineRequest.Batch(id, parseLines(frame, bodyStart, end));
    }
    Optional<String> body = Ascii.utf8(frame, bodyStart, end);
    if (body.isEmpty()) {
      return new EngineRequest.Malformed(id);
    }
    return verb == null
        ? new EngineRequest.UnknownVerb(id)
        : new EngineRequest.V1(verb, id, ttl.getAsLong(), body.get());
  }

  private static List<EngineRequest> parseLines(byte[] frame, int start, int end) {
    List<EngineRequest> items = new ArrayList<>();
    for (int from = start; from < end && items.size() < MAX_BATCH; ) {
      int to = endOf(frame, LINE_END, from, end);
      boolean isV1 = startsWithMagic(frame, from) && !Ascii.startsWith(frame, BATCH_START, from);
      EngineRequest item = isV1 ? parseV1(frame, from, to) : new EngineRequest.Malformed("-");
      if (!(item instanceof EngineRequest.Malformed)) {
        items.add(item);
      }
      from = to + 1;
    }
    return items;
  }

  /**
   * Returns the index of the first such byte from {@code from} on; {@code end} if none is there.
   */
  private static int endOf(byte[] frame, int wanted, int from, int end) {
    int i = from;
    while (i < end && frame[i] != wanted) {
      i++;
    }
    return i;
  }

  private static boolean startsWithMagic(byte[] frame, int from) {
    return Ascii.startsWith(frame, MAGIC, from);
  }

  private static Optional<Status> status(byte[] frame, int from, int to) {
    for (Status status : STATUSES) {
      String token = status.token();
      if (token.length() == to - from && Ascii.startsWith(frame, token, from)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
