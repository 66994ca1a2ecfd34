package dicegate.gateway;

import java.nio.charset.StandardCharsets;

/**
 * Texts in one array, first in, first out.
 *
 * <p>The array is a ring that doubles when it is full, and halves when a quarter is used. A text is
 * a header of {@link #HEADER} bytes, its length and its {@link Form}, and its bytes.
 *
 * <p>Not thread-safe.
 */
final class TextQueue {

  private static final int HEADER = 4;
  private static final int MIN_CAPACITY = 128;

  private byte[] ring = {};

  /* Bytes added and removed so far, modulo 2^32. A capacity is a power of two, so that the lowest bits of a
  position are its index. */
  private int begin;
  private int end;

  /** How the characters of a text are kept. */
  private enum Form {
    LATIN_1,
    UTF_8,
    UTF_16;

    /** The number of bits of a form in a header. */
    static final int BITS = 2;

    private static final Form[] ALL = values();
  }

  /** Adds a text, and returns its position. It is kept exactly, also with unpaired surrogates. */
  int add(String text) {
    byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
    // Characters beyond ISO 8859-1 were replaced; then the text differs.
    if (new String(latin1, StandardCharsets.ISO_8859_1).equals(text)) {
      return add(latin1, Form.LATIN_1);
    }
    byte[] utf16 = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      utf16[2 * i] = (byte) (text.charAt(i) >> Byte.SIZE);
      utf16[2 * i + 1] = (byte) text.charAt(i);
    }
    return add(utf16, Form.UTF_16);
  }

  /**
   * Adds a text that is to be sent, and returns its position. Unpaired surrogates are replaced:
   * none can be sent.
   */
  int addFrame(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8), Form.UTF_8);
  }

  /** Returns the text at a position. */
  String get(int position) {
    int header = header(position);
    byte[] bytes = new byte[header >>> Form.BITS];
    int start = (position + HEADER) & (ring.length - 1);
    int head = Math.min(bytes.length, ring.length - start);
    System.arraycopy(ring, start, bytes, 0, head);
    System.arraycopy(ring, 0, bytes, head, bytes.length - head);
    return switch (Form.ALL[header & ((1 << Form.BITS) - 1)]) {
      case LATIN_1 -> new String(bytes, StandardCharsets.ISO_8859_1);
      case UTF_8 -> new String(bytes, StandardCharsets.UTF_8);
      case UTF_16 -> {
        char[] chars = new char[bytes.length / 2];
        for (int i = 0; i < chars.length; i++) {
          chars[i] = (char) ((bytes[2 * i] << Byte.SIZE) | (bytes[2 * i + 1] & 0xFF));
        }
        yield new String(chars);
      }
    };
  }

  /** Returns the position of the text that was added after the one at a position. */
  int next(int position) {
    return position + HEADER + (header(position) >>> Form.BITS);
  }

  /** Removes the oldest text. */
  void removeFirst() {
    begin = next(begin);
    int used = end - begin;
    if (ring.length > MIN_CAPACITY && used <= ring.length / 4) {
      resize(ring.length / 2);
    }
  }

  /** Returns the size of the array. */
  int capacity() {
    return ring.length;
  }

  private void reserve(int bytes) {
    int needed = end - begin + bytes;
    if (needed > ring.length) {
      resize(Math.max(MIN_CAPACITY, Integer.highestOneBit(needed - 1) << 1));
    }
  }

  private void resize(int capacity) {
    byte[] former = ring;
    ring = new byte[capacity];
    for (int position = begin; position != end; ) {
      // As much as lies in one piece in both arrays.
      int from = position & (former.length - 1);
      int to = position & (capacity - 1);
      int length = Math.min(end - position, Math.min(former.length - from, capacity - to));
      System.arraycopy(former, from, ring, to, length);
      position += length;
    }
  }

  private int header(int position) {
    int header = 0;
    for (int i = 0; i < HEADER; i++) {
      header = (header << Byte.SIZE) | (ring[(position + i) & (ring.length - 1)] & 0xFF);
    }
    return header;
  }

  @SuppressWarnings("EnumOrdinal") // ordinals do not leave this object
  private int add(byte[] bytes, Form form) {
    int position = end;
    int header = (bytes.length << Form.BITS) | form.ordinal();
    reserve(HEADER + bytes.length);
    for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      ring[end & (ring.length - 1)] = (byte) (header >> shift);
      end++;
    }
    write(bytes);
    return position;
  }

  private void write(byte[] bytes) {
    int start = end & (ring.length - 1);
    int head = Math.min(bytes.length, ring.length - start);
    System.arraycopy(bytes, 0, ring, start, head);
    System.arraycopy(bytes, head, ring, 0, bytes.length - head);
    end += bytes.length;
  }
}
