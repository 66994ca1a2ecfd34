package dicegate.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMQ;

final class CurveKeysTest {

  private static final String PUBLIC = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";
  private static final String SECRET = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6";

  /** The key pairs of libzmq's manual, zmq_curve(7). */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        PUBLIC + " " + SECRET,
        "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"
      })
  void publicKeyFollowsFromTheSecretOne(String publicKey, String secretKey) {
    CurveKeyPair derived = CurveKeyPair.ofSecret(CurveKey.parse(secretKey));

    assertThat(derived.publicKey().z85()).isEqualTo(publicKey);
  }

  @Test
  void publicKeyEqualsThatOfJeroMq() {
    for (int i = 0; i < 20; i++) {
      ZMQ.Curve.KeyPair made = ZMQ.Curve.generateKeyPair();

      CurveKeyPair derived = CurveKeyPair.ofSecret(CurveKey.parse(made.secretKey));

      assertThat(derived.publicKey().z85()).isEqualTo(made.publicKey);
    }
  }

  @Test
  void newPairsDifferAndHaveNoDollarSign() {
    CurveKeyPair one = CurveKeyPair.generate();
    CurveKeyPair other = CurveKeyPair.generate();

    assertThat(one).isNotEqualTo(other).isEqualTo(CurveKeyPair.ofSecret(one.secretKey()));
    assertThat(one.publicKey().z85() + one.secretKey().z85()).hasSize(80).doesNotContain("$", ",");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf",
        "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf77",
        "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf,",
        "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf\"",
        "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf\u00e9",
        "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]y \t",
        "########################################"
      })
  void invalidKeyIsRefusedAndNotQuoted(String text) {
    assertThatThrownBy(() -> CurveKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a CURVE key of 40 characters of Z85")
        .hasMessageNotContaining("rM>}U?");
  }

  @Test
  void keysOfTheSameBytesAreEqual() {
    CurveKey key = CurveKey.parse(PUBLIC);

    assertThat(CurveKey.of(key.bytes())).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(CurveKey.parse(SECRET)).isNotEqualTo(key);
  }

  @Test
  void noTextShowsASecret() {
    CurveKeyPair pair = CurveKeyPair.ofSecret(CurveKey.parse(SECRET));

    assertThat(pair.secretKey().toString()).isEqualTo("CurveKey");
    assertThat(pair.toString()).contains(PUBLIC).doesNotContain(SECRET);
    assertThat(new CurveClient(pair, pair.publicKey()).toString()).doesNotContain(SECRET);
    assertThat(new CurveServer(pair, Set.of(pair.publicKey())).toString()).doesNotContain(SECRET);
  }

  @Test
  void serverWithoutClientsIsRefused() {
    CurveKeyPair pair = CurveKeyPair.generate();

    assertThatThrownBy(() -> new CurveServer(pair, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
