package dicegate.engine;

import dicegate.dice.NumberText;
import dicegate.dice.TextSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A JSON writer that builds one reply after another in the same buffer. As a {@link TextSink} it
 * receives the text between the quotes of a JSON string.
 *
 * <p>Written by hand, because the engine must run without Jakarta, and because a reply is nearly
 * all small numbers and constant words. Confined to one thread.
 */
final class ReplyWriter implements TextSink {

  private static final int FIRST_BYTES = 512;

  /** A buffer that grew beyond this for a large reply is replaced. */
  private static final int MAX_KEPT_BYTES = 64 * 1024;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  /** Encodes a word once, to be written many times. */
  static byte[] word(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  /** Starts a reply. */
  void start() {
    length = 0;
    if (bytes.length > MAX_KEPT_BYTES) {
      bytes = new byte[FIRST_BYTES];
    }
  }

  /** Appends opaque bytes, one in each char. */
  ReplyWriter opaque(String head) {
    return raw(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Appends JSON text as it is. */
  ReplyWriter raw(byte[] json) {
    room(json.length);
    System.arraycopy(json, 0, bytes, length, json.length);
    length += json.length;
    return this;
  }

  /** Appends JSON text as it is. */
  ReplyWriter raw(String json) {
    return raw(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Appends a word several times, by copying what was appended in doubling steps.
   *
   * @param times 1 or more
   */
  ReplyWriter raw(byte[] word, int times) {
    int start = length;
    int more = word.length * times;
    room(more);
    System.arraycopy(word, 0, bytes, start, word.length);
    for (int done = word.length; done < more; done *= 2) {
      System.arraycopy(bytes, start, bytes, start + done, Math.min(done, more - done));
    }
    length += more;
    return this;
  }

  /** Overwrites the byte at an index with a digit, 0 to 9. */
  void digit(int at, int digit) {
    bytes[at] = (byte) ('0' + digit);
  }

  /** Appends a value of the dice language, whole or fractional. */
  ReplyWriter value(double value) {
    if (NumberText.isWhole(value)) {
      number((long) value);
      return this;
    }
    return raw(NumberText.ofResult(value));
  }

  /** Appends a whole number. */
  ReplyWriter value(long value) {
    number(value);
    return this;
  }

  /** Appends a JSON array of whole numbers. */
  ReplyWriter values(List<Integer> values) {
    raw("[");
    String gap = "";
    for (int value : values) {
      raw(gap).value(value);
      gap = ",";
    }
    return raw("]");
  }

  /** Appends a JSON string, quoted and escaped. */
  ReplyWriter string(String text) {
    quote();
    text(text);
    quote();
    return this;
  }

  /** Appends a JSON array of strings. */
  ReplyWriter strings(List<String> texts) {
    raw("[");
    String gap = "";
    for (String text : texts) {
      raw(gap).string(text);
      gap = ",";
    }
    return raw("]");
  }

  /** Appends a quotation mark, which starts or ends a JSON string. */
  void quote() {
    room(1);
    bytes[length++] = '"';
  }

  /** Appends text inside a JSON string, escaped (RFC 8259, section 7). */
  @Override
  public void text(String text) {
    int chars = text.length();
    room(chars);
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\') {
        length = at;
        raw(escaped(text, i));
        return;
      }
      to[at++] = (byte) c;
    }
    length = at;
  }

  @Override
  public void number(long number) {
    if (number >= 0 && number < 10) {
      room(1);
      bytes[length++] = (byte) ('0' + number);
      return;
    }
    int digits = number < 0 ? 2 : 1;
    for (long rest = number / 10; rest != 0; rest /= 10) {
      digits++;
    }
    room(digits);
    long rest = Math.abs(number);
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    if (number < 0) {
      bytes[length] = '-';
    }
    length += digits;
  }

  /* Rolls of large pools spend their time in this loop. */
  @Override
  public void numbers(long[] numbers, int from, int to) {
    for (int i = from; i < to; i++) {
      room(2);
      if (i > from) {
        bytes[length] = ',';
        bytes[length + 1] = ' ';
        length += 2;
      }
      number(numbers[i]);
    }
  }

  /** Cuts the reply to a length. */
  void cut(int to) {
    length = to;
  }

  /** Returns whether the bytes from {@code start} on equal the text, which must be ASCII. */
  boolean endsWith(String text, int start) {
    if (text.length() != length - start) {
      return false;
    }
    for (int i = start; i < length; i++) {
      if (bytes[i] != text.charAt(i - start)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the length of the reply so far, in bytes. */
  int length() {
    return length;
  }

  /** Returns the reply. */
  byte[] finish() {
    return Arrays.copyOf(bytes, length);
  }

  private static String escaped(String text, int from) {
    StringBuilder escaped = new StringBuilder(text.length() - from);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
