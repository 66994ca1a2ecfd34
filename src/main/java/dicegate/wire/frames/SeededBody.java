package dicegate.wire.frames;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The body of a {@link Verb#SEEDED} request: the seed of the dice, a blank, and the expression.
 *
 * <pre>
 *   82853c20b7e39fd5593a04bc3f0d2727b3a0dcf2692b92c182684ff1f9d2dc70 3d6
 * </pre>
 *
 * @param seed {@link #SEED_CHARS} hexadecimal digits in lower case
 */
public record SeededBody(String seed, String expression) {

  /** The length of a seed in the body: 32 bytes. */
  public static final int SEED_CHARS = 64;

  private static final HexFormat HEX = HexFormat.of();

  /** Parses the body; empty if it is not one. */
  public static Optional<SeededBody> parse(String body) {
    if (body.length() <= SEED_CHARS || body.charAt(SEED_CHARS) != ' ') {
      return Optional.empty();
    }
    for (int i = 0; i < SEED_CHARS; i++) {
      if (!isDigit(body.charAt(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new SeededBody(body.substring(0, SEED_CHARS), body.substring(SEED_CHARS + 1)));
  }

  /** Returns an expression as an engine reads it: in UTF-8, which has no lone surrogates. */
  public static String encodable(String expression) {
    for (int i = 0; i < expression.length(); i++) {
      if (Character.isSurrogate(expression.charAt(i))) {
        return new String(expression.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return expression;
  }

  /** Makes a body of a seed of 32 bytes. */
  public static SeededBody of(byte[] seed, String expression) {
    return new SeededBody(HEX.formatHex(seed), expression);
  }

  /** Returns the 32 bytes of the seed. */
  public byte[] seedBytes() {
    return HEX.parseHex(seed);
  }

  /** Returns the body as sent. */
  public String text() {
    return seed + ' ' + expression;
  }

  /** Hides the seed, since it says the dice before they are rolled, and records are logged. */
  @Override
  public String toString() {
    return "SeededBody[" + expression + "]";
  }

  private static boolean isDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
