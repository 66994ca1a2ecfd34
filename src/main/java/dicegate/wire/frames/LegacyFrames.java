package dicegate.wire.frames;

import dicegate.wire.frames.EngineReply.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The codec of the original's contract, byte for byte: one frame {@code <id> <text>} to a REP
 * socket, one frame {@code <id>:<json>} back.
 *
 * <p>Many texts that a player may type crash the original engine. So a gateway checks {@link
 * #canEncode} first, and answers {@link #NOT_A_ROLL} itself if it is false. Stateless.
 */
public final class LegacyFrames {

  /** The original's answer to a text that is not a roll, JSON. */
  public static final String NOT_A_ROLL = "\"whaaat?\"";

  /** A roll of no dice, answered by {@code []}: the closest thing to a probe. */
  static final String NO_DICE = "0d6";

  /** Short printable ASCII: the original engine was seen to roll or refuse it without a crash. */
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,200}");

  /**
   * Dice without a face ({@code 5d0}, and {@code 3d1} by the original's off-by-one), or 100,000
   * dice and more, which block the engine for minutes.
   */
  private static final Pattern CRASHES_ORIGINAL =
      Pattern.compile("[0-9]+d0*[01]|0*[1-9][0-9]{5,}d[0-9]+");

  /** The error object equivalent to {@link #NOT_A_ROLL}, for the JSON dialect and HTTP. */
  public static final String REFUSAL =
      "{\"code\":\"syntax\",\"message\":\"The engine does not accept this as a roll.\"}";

  private LegacyFrames() {}

  /** Tells whether an original engine survives the text, which must be stripped. */
  public static boolean canEncode(String text) {
    return PRINTABLE.matcher(text).matches() && !CRASHES_ORIGINAL.matcher(text).matches();
  }

  /** Encodes a request; {@link #canEncode} must be true for the text. */
  public static byte[] request(RequestId id, String text) {
    return (id.text() + ' ' + text).getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the text before the JSON of a reply. */
  public static String replyHead(String id) {
    return id + ':';
  }

  /** Reads the id of a reply; empty if it is not an id of a gateway. */
  public static Optional<RequestId> replyId(byte[] frame) {
    int colon = Ascii.indexOf(frame, ':', 0);
    return colon < 0 ? Optional.empty() : RequestId.parse(frame, 0, colon);
  }

  /** Decodes a reply; empty if the frame is not valid. */
  public static Optional<EngineReply> reply(byte[] frame) {
    Optional<RequestId> id = replyId(frame);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> json = Ascii.utf8(frame, Ascii.indexOf(frame, ':', 0) + 1, frame.length);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    boolean refused = json.get().equals(NOT_A_ROLL);
    return Optional.of(
        new EngineReply(
            id.get(), refused ? Status.ERROR : Status.OK, refused ? REFUSAL : json.get()));
  }

  /** Parses a request, and strips its text. Without a blank, the whole frame is the id. */
  static EngineRequest parse(byte[] frame) {
    int blank = Ascii.indexOf(frame, ' ', 0);
    if (blank < 0) {
      return new EngineRequest.Legacy(Ascii.latin1(frame, 0, frame.length), "");
    }
    // Bytes that are not UTF-8 are not a roll; neither is the empty text.
    String text = Ascii.utf8(frame, blank + 1, frame.length).orElse("");
    return new EngineRequest.Legacy(Ascii.latin1(frame, 0, blank), strip(text));
  }

  /** Strips all characters that Python's {@code str.split} strips, more than Java's strip does. */
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
