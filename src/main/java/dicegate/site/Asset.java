package dicegate.site;

import java.util.EnumMap;
import java.util.Map;

/**
 * One file as it may be sent. Immutable; nobody writes into the bytes.
 *
 * @param type its media type
 * @param digest of its content
 * @param encodings its bytes in each coding there is, always the identity
 */
record Asset(String type, String digest, Map<ContentCoding, byte[]> encodings) {

  Asset {
    encodings = new EnumMap<>(encodings);
    if (!encodings.containsKey(ContentCoding.IDENTITY)) {
      throw new IllegalArgumentException("expected the file as it is among " + encodings.keySet());
    }
  }

  static Asset of(String type, Map<ContentCoding, byte[]> forms) {
    byte[] raw = forms.getOrDefault(ContentCoding.IDENTITY, new byte[0]);
    return new Asset(type, Digest.of(raw), forms);
  }

  /** Returns the bytes of a form there is. */
  byte[] bytes(ContentCoding coding) {
    byte[] bytes = encodings.get(coding);
    if (bytes == null) {
      throw new IllegalArgumentException("no " + coding + " among " + encodings.keySet());
    }
    return bytes;
  }

  /** Whether what is sent depends on what the client takes. */
  boolean varies() {
    return encodings.size() > 1;
  }

  /**
   * Returns the strong validator of a form: other bytes on the wire are another entity.
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
