package dicegate.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds one reply after another in a buffer that it keeps.
 *
 * <p>Written by hand because the engine must run without Jakarta, and because nearly all of a reply
 * is small numbers. Confined to one thread.
 */
final class ReplyWriter {

  private byte[] bytes = new byte[512];
  private int length;

  /** Starts a reply; the head is opaque bytes, one a char. */
  ReplyWriter start(String head) {
    length = 0;
    room(head.length());
    for (int i = 0; i < head.length(); i++) {
      bytes[length++] = (byte) head.charAt(i);
    }
    return this;
  }

  /** Appends text as it is; for what is JSON already. */
  ReplyWriter raw(String json) {
    for (int i = 0; i < json.length(); i++) {
      if (json.charAt(i) >= 0x80) {
        return append(json.getBytes(StandardCharsets.UTF_8));
      }
    }
    room(json.length());
    for (int i = 0; i < json.length(); i++) {
      bytes[length++] = (byte) json.charAt(i);
    }
    return this;
  }

  /** Appends a number, 0 or more. */
  ReplyWriter number(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    room(digits);
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Appends a JSON string, quoted and escaped (RFC 8259, section 7). */
  ReplyWriter string(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return raw(escaped.append('"').toString());
  }

  /** Returns the reply. */
  byte[] finish() {
    return Arrays.copyOf(bytes, length);
  }

  private ReplyWriter append(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
