package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Classes with Undertow's field stand in for it here; {@code ServerIT} has the real one. */
final class UndertowDispatchTest {

  /** Has the field of Undertow's container. */
  private static final class Undertow {
    private final boolean dispatchToWorker;

    Undertow(boolean dispatchToWorker) {
      this.dispatchToWorker = dispatchToWorker;
    }
  }

  /** Has a field of the name, with another type. */
  private static final class OtherType {
    private final String dispatchToWorker;

    OtherType(String value) {
      this.dispatchToWorker = value;
    }
  }

  @Test
  void undertowNoLongerDispatches() {
    Undertow container = new Undertow(true);

    assertThat(UndertowDispatch.turnOffIn(container)).isTrue();

    assertThat(container.dispatchToWorker).isFalse();
  }

  @Test
  void undertowThatDoesNotDispatchStaysAsItIs() {
    Undertow container = new Undertow(false);

    assertThat(UndertowDispatch.turnOffIn(container)).isFalse();

    assertThat(container.dispatchToWorker).isFalse();
  }

  @Test
  void otherContainersStayAsTheyAre() {
    OtherType container = new OtherType("true");

    assertThat(UndertowDispatch.turnOffIn(container)).isFalse();
    assertThat(UndertowDispatch.turnOffIn(new Object())).isFalse();
    assertThat(UndertowDispatch.turnOffIn(null)).isFalse();

    assertThat(container.dispatchToWorker).isEqualTo("true");
  }
}
