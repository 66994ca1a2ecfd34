package dicegate.site;

import java.util.EnumMap;
import java.util.Map;

/**
 * A file of the page in each of its content codings. Immutable; the byte arrays must not be written
 * to.
 *
 * @param type its media type
 * @param digest digest of the unencoded bytes
 * @param encodings its bytes in each available coding, identity among them
 */
record Asset(String type, String digest, Map<ContentCoding, byte[]> encodings) {

  Asset {
    encodings = new EnumMap<>(encodings);
    if (!encodings.containsKey(ContentCoding.IDENTITY)) {
      throw new IllegalArgumentException("no identity coding among " + encodings.keySet());
    }
  }

  static Asset of(String type, Map<ContentCoding, byte[]> encodings) {
    byte[] raw = encodings.getOrDefault(ContentCoding.IDENTITY, new byte[0]);
    return new Asset(type, Digest.of(raw), encodings);
  }

  /** Returns the bytes in an available coding. */
  byte[] bytes(ContentCoding coding) {
    byte[] bytes = encodings.get(coding);
    if (bytes == null) {
      throw new IllegalArgumentException("no " + coding + " among " + encodings.keySet());
    }
    return bytes;
  }

  /** Returns whether the response depends on {@code Accept-Encoding}. */
  boolean varies() {
    return encodings.size() > 1;
  }

  /**
   * Returns the strong validator of a coding: each coding has its own, since the bytes sent differ.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.3">RFC 9110, section
   *     8.8.3.3</a>
   */
  String etag(ContentCoding coding) {
    return coding == ContentCoding.IDENTITY
        ? "\"" + digest + "\""
        : "\"" + digest + "-" + coding.token() + "\"";
  }
}
