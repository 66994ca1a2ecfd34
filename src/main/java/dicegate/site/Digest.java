package dicegate.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;

/** Digests of file contents, as parts of addresses and entity tags: SHA-256, cut to 64 bits. */
final class Digest {

  /**
   * 64 bits suffice: they distinguish the versions of one page, and nobody gains by a collision.
   */
  private static final int CHARS = 16;

  private Digest() {}

  /** Returns the digest of these bytes, 16 hexadecimal digits. */
  static String of(byte[] bytes) {
    return shortened(sha256().digest(bytes));
  }

  /**
   * Returns the digest of a set of files.
   *
   * @param digests the digest of each file by its name
   */
  static String of(NavigableMap<String, String> digests) {
    MessageDigest sha256 = sha256();
    for (Map.Entry<String, String> file : digests.entrySet()) {
      sha256.update(
          (file.getKey() + "\n" + file.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return shortened(sha256.digest());
  }

  private static String shortened(byte[] digest) {
    return HexFormat.of().formatHex(digest).substring(0, CHARS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
