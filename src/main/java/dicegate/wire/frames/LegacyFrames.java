package dicegate.wire.frames;

import dicegate.wire.frames.EngineReply.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The original's contract, byte for byte: one frame {@code <id> <text>} to a REP socket, one frame
 * {@code <id>:<json>} back.
 *
 * <p>The original engine dies of much that a player may type, so a gateway asks {@link #canEncode}
 * first, and answers {@link #NOT_A_ROLL} itself where it is not. Stateless.
 */
public final class LegacyFrames {

  /** What the original answers to all that is not a roll; JSON text. */
  public static final String NOT_A_ROLL = "\"whaaat?\"";

  /** A roll of no dice, answered by {@code []}: as near as it comes to a question for life. */
  static final String NO_DICE = "0d6";

  /** Seen to be refused politely, or rolled, by the original engine: short printable ASCII. */
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,200}");

  /**
   * A die without a face to roll ({@code 5d0}, and {@code 3d1} by the original's off-by-one), or
   * dice by the hundred thousand, on which it sits for minutes while nobody else is served.
   */
  private static final Pattern CRASHES_ORIGINAL =
      Pattern.compile("[0-9]+d0*[01]|0*[1-9][0-9]{5,}d[0-9]+");

  /** The error object that stands for {@link #NOT_A_ROLL} where errors are objects. */
  public static final String REFUSAL =
      "{\"code\":\"syntax\",\"message\":\"The engine does not take this for a roll.\"}";

  private LegacyFrames() {}

  /** Tells whether an engine of the original's kind outlives the text, which is stripped. */
  public static boolean canEncode(String text) {
    return PRINTABLE.matcher(text).matches() && !CRASHES_ORIGINAL.matcher(text).matches();
  }

  /** Encodes a request; the text must be {@link #canEncode}. */
  public static byte[] request(RequestId id, String text) {
    return (id.text() + ' ' + text).getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns what comes before the JSON of a reply. */
  public static String replyHead(String id) {
    return id + ':';
  }

  /** Reads the id of a reply; empty if there is none of ours. */
  public static Optional<RequestId> replyId(byte[] frame) {
    int colon = Ascii.indexOf(frame, ':', 0);
    return colon < 0 ? Optional.empty() : RequestId.parse(Ascii.latin1(frame, 0, colon));
  }

  /** Decodes a reply; empty if it is none. */
  public static Optional<EngineReply> reply(byte[] frame) {
    Optional<RequestId> id = replyId(frame);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> json = Ascii.utf8(frame, Ascii.indexOf(frame, ':', 0) + 1);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    boolean refused = json.get().equals(NOT_A_ROLL);
    return Optional.of(
        new EngineReply(
            id.get(), refused ? Status.ERROR : Status.OK, refused ? REFUSAL : json.get()));
  }

  /** Reads a request as an engine does, its text stripped. Without a blank, all of it is the id. */
  static EngineRequest parse(byte[] frame) {
    int blank = Ascii.indexOf(frame, ' ', 0);
    if (blank < 0) {
      return new EngineRequest.Legacy(Ascii.latin1(frame, 0, frame.length), "");
    }
    // What is not UTF-8 is not a roll either; the empty text says so just as well.
    String text = Ascii.utf8(frame, blank + 1).orElse("");
    return new EngineRequest.Legacy(Ascii.latin1(frame, 0, blank), strip(text));
  }

  /** Takes off what Python's {@code str.split} does, which is more than Java's strip. */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isPythonSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isPythonSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isPythonSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
