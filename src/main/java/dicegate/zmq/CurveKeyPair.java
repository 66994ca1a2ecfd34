package dicegate.zmq;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * A peer's CURVE keys.
 *
 * @param publicKey the key by which others know the peer
 * @param secretKey the key that only the peer knows
 * @see <a href="https://rfc.zeromq.org/spec/26/">RFC 26: CurveZMQ</a>
 */
public record CurveKeyPair(CurveKey publicKey, CurveKey secretKey) {

  private static final String X25519 = "X25519";

  /** The point whose multiple by the secret key is the public one; RFC 7748, section 6.1. */
  private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

  /**
   * Returns a new random pair, whose texts have no {@code $}: MicroProfile Config, shells and
   * compose files read <code>${</code> in a value as a reference. That costs less than one of the
   * 256 bits of each key.
   */
  public static CurveKeyPair generate() {
    SecureRandom random = new SecureRandom();
    byte[] secret = new byte[CurveKey.BYTES];
    while (true) {
      random.nextBytes(secret);
      CurveKeyPair pair = ofSecret(CurveKey.of(secret));
      if (!(pair.publicKey.z85() + pair.secretKey.z85()).contains("$")) {
        return pair;
      }
    }
  }

  /** Returns the pair of a secret key. */
  public static CurveKeyPair ofSecret(CurveKey secretKey) {
    return new CurveKeyPair(publicOf(secretKey), secretKey);
  }

  /** Returns a text with the public key alone. */
  @Override
  public String toString() {
    return "CurveKeyPair[publicKey=" + publicKey.z85() + "]";
  }

  private static CurveKey publicOf(CurveKey secretKey) {
    try {
      KeyFactory keys = KeyFactory.getInstance(X25519);
      KeyAgreement agreement = KeyAgreement.getInstance(X25519);
      agreement.init(
          keys.generatePrivate(
              new XECPrivateKeySpec(NamedParameterSpec.X25519, secretKey.bytes())));
      agreement.doPhase(
          keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
      return CurveKey.of(agreement.generateSecret());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "this Java runtime does not support X25519 (RFC 7748), which CURVE needs", e);
    }
  }
}
