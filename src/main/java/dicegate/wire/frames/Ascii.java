package dicegate.wire.frames;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads numbers and texts from bytes of the wire. Invalid bytes give an empty result. Stateless.
 */
final class Ascii {

  /** The number of digits that always fit a long. */
  private static final int MAX_DIGITS = 18;

  private static final char REPLACEMENT = '\ufffd';

  private Ascii() {}

  /** Reads 1 to 18 ASCII digits, which are all bytes from {@code from} to {@code to}, exclusive. */
  static OptionalLong number(byte[] bytes, int from, int to) {
    if (from >= to || to - from > MAX_DIGITS) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      value = value * 10 + digit;
    }
    return OptionalLong.of(value);
  }

  /** Returns the index of the first such byte at or after {@code from}; -1 if there is none. */
  static int indexOf(byte[] bytes, char wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the bytes from {@code from} to {@code to}, exclusive, one byte per char. */
  static String latin1(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Tells whether the bytes from {@code from} on start with the text, which must be ASCII. */
  static boolean startsWith(byte[] bytes, String text, int from) {
    if (bytes.length - from < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Decodes UTF-8 from {@code from} to {@code to}, exclusive; empty if it is malformed. */
  static Optional<String> utf8(byte[] bytes, int from, int to) {
    // Quicker than a decoder that reports malformed bytes: the constructor puts this character in
    // their place.
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return Optional.of(text);
    }
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes, from, to - from);
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(rest).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
