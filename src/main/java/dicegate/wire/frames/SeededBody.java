package dicegate.wire.frames;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The body of a {@link Verb#SEEDED} request: the seed of the dice, a blank, and the expression.
 *
 * <pre>
 *   82853c20b7e39fd5593a04bc3f0d2727b3a0dcf2692b92c182684ff1f9d2dc70 3d6
 * </pre>
 */
public final class SeededBody {

  /** The length of a seed in the body: 32 bytes. */
  public static final int SEED_CHARS = 64;

  /** The index of the expression in the body. */
  public static final int EXPRESSION_START = SEED_CHARS + 1;

  private static final HexFormat HEX = HexFormat.of();

  /** By character, the value of a digit, and {@link #NO_DIGIT} of any other. */
  private static final byte[] DIGITS = new byte[1 << Byte.SIZE];

  private static final byte NO_DIGIT = -1;

  static {
    Arrays.fill(DIGITS, NO_DIGIT);
    for (byte digit = 0; digit < 16; digit++) {
      DIGITS[HEX.toLowHexDigit(digit)] = digit;
    }
  }

  private final byte[] seed;
  private final String expression;

  private SeededBody(byte[] seed, String expression) {
    this.seed = seed;
    this.expression = expression;
  }

  /** Makes a body of a seed of 32 bytes. */
  public static SeededBody of(byte[] seed, String expression) {
    return new SeededBody(seed.clone(), expression);
  }

  /** Parses the body; empty if it is not one. */
  public static Optional<SeededBody> parse(String body) {
    if (body.length() <= SEED_CHARS || body.charAt(SEED_CHARS) != ' ') {
      return Optional.empty();
    }
    byte[] seed = new byte[SEED_CHARS / 2];
    // Without branches: which digits a seed has, a processor cannot predict.
    int all = 0;
    for (int i = 0; i < seed.length; i++) {
      char high = body.charAt(2 * i);
      char low = body.charAt(2 * i + 1);
      int value = (DIGITS[high & 0xff] << 4) | DIGITS[low & 0xff];
      // A character beyond the table counts as its lowest byte, and makes it negative here.
      all |= value | -((high | low) >> Byte.SIZE);
      seed[i] = (byte) value;
    }
    return all < 0
        ? Optional.empty()
        : Optional.of(new SeededBody(seed, body.substring(EXPRESSION_START)));
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

  /** Returns the 32 bytes of the seed. */
  public byte[] seed() {
    return seed.clone();
  }

  /** Returns the expression. */
  public String expression() {
    return expression;
  }

  /** Returns the body as sent. */
  public String text() {
    return HEX.formatHex(seed) + ' ' + expression;
  }

  /** Hides the seed, since it says the dice before they are rolled, and objects are logged. */
  @Override
  public String toString() {
    return "SeededBody[" + expression + "]";
  }
}
