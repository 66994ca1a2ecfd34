package dicegate.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The hashes are those of the JDK, whatever was hashed before. */
final class HmacSha256Test {

  /** Around the lengths at which a message takes one more block. */
  private static final int[] LENGTHS = {1_000, 0, 1, 4, 55, 56, 63, 64, 65, 127, 128, 129};

  private final SecureRandom random = new SecureRandom();

  @Test
  void hmacIsThatOfTheJdk() throws Exception {
    Sha256 sha256 = new Sha256();
    HmacSha256 reused = new HmacSha256(sha256);
    byte[] result = new byte[HmacSha256.BYTES];
    for (int length : LENGTHS) {
      byte[] key = bytes(HmacSha256.BYTES);
      byte[] message = bytes(length);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] expected = mac.doFinal(message);
      reused.setKey(key);

      reused.write(result, message);
      assertThat(result).as("%d", length).isEqualTo(expected);

      sha256.hash(message, 0, length, new byte[Sha256.BYTES], 0);
      reused.write(result, head(message), tail(message));
      assertThat(result).as("%d, in two parts", length).isEqualTo(expected);
    }
  }

  @Test
  void hashIsThatOfTheJdk() throws Exception {
    Sha256 reused = new Sha256();
    for (int length : LENGTHS) {
      byte[] message = bytes(length);
      byte[] expected = MessageDigest.getInstance("SHA-256").digest(message);
      byte[] result = new byte[1 + Sha256.BYTES];

      reused.hash(message, 0, length, result, 1);

      assertThat(Arrays.copyOfRange(result, 1, result.length)).as("%d", length).isEqualTo(expected);
      assertThat(Sha256.hash(head(message), tail(message))).isEqualTo(expected);
    }
  }

  @Test
  void keysHaveOneLength() {
    HmacSha256 hmac = new HmacSha256(new Sha256());
    assertThatIllegalArgumentException().isThrownBy(() -> hmac.setKey(new byte[31]));
    assertThatIllegalArgumentException().isThrownBy(() -> hmac.setKey(new byte[64]));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] head(byte[] message) {
    return Arrays.copyOf(message, message.length / 3);
  }

  private static byte[] tail(byte[] message) {
    return Arrays.copyOfRange(message, message.length / 3, message.length);
  }
}
