package dicegate.gateway;

/** Verifiable rolls on a node alone. */
final class LocalVerifiableRollTest extends VerifiableRollContract {

  LocalVerifiableRollTest() {
    super(null);
  }
}
