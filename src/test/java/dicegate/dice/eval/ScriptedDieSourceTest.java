package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Tests of the scripted source of the other tests. */
final class ScriptedDieSourceTest {

  @Test
  void facesAreInOrderAndSidesAreRecorded() {
    ScriptedDieSource source = new ScriptedDieSource(6, 17);

    assertThat(source.roll(6)).isEqualTo(6);
    assertThat(source.roll(20)).isEqualTo(17);

    assertThat(source.sidesRolled()).containsExactly(6, 20);
    assertThat(source.remaining()).isZero();
  }

  @Test
  void scriptThatRunsOutFails() {
    ScriptedDieSource source = new ScriptedDieSource();

    assertThatThrownBy(() -> source.roll(6))
        .isInstanceOf(AssertionError.class)
        .hasMessage("a d6 is one die more than the script has");
  }

  @Test
  void faceOutOfRangeFails() {
    ScriptedDieSource source = new ScriptedDieSource(7);

    assertThatThrownBy(() -> source.roll(6))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the script has a 7 for a d6");
  }
}
