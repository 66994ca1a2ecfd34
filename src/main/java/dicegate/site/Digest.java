package dicegate.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;

/** Names for contents: other bytes, another name. */
final class Digest {

  /** 64 bits: more than enough between versions of one page, where nobody gains by a collision. */
  private static final int CHARS = 16;

  private Digest() {}

  /** Returns the name of these bytes, 16 hexadecimal digits. */
  static String of(byte[] bytes) {
    return name(sha256().digest(bytes));
  }

  /** Returns the name of these files together, by their names and their own digests. */
  static String of(NavigableMap<String, String> digests) {
    MessageDigest sha256 = sha256();
    for (Map.Entry<String, String> file : digests.entrySet()) {
      sha256.update(
          (file.getKey() + "\n" + file.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return name(sha256.digest());
  }

  private static String name(byte[] digest) {
    return HexFormat.of().formatHex(digest).substring(0, CHARS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java without SHA-256, which its specification demands", e);
    }
  }
}
