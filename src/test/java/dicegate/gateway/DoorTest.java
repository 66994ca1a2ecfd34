package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.gateway.Door.Answer;
import org.junit.jupiter.api.Test;

final class DoorTest {

  private final Door door = new Door(new ClientLimits(1, 0, 3, 2));

  @Test
  void eachAddressHasItsPlacesAndOthersHaveTheirs() {
    assertThat(door.enter("a")).isEqualTo(Answer.WELCOME);
    assertThat(door.enter("a")).isEqualTo(Answer.WELCOME);
    assertThat(door.look("a")).isEqualTo(Answer.FULL_FOR_ADDRESS);
    assertThat(door.enter("a")).isEqualTo(Answer.FULL_FOR_ADDRESS);

    assertThat(door.enter("b")).isEqualTo(Answer.WELCOME);
  }

  @Test
  void fullIsFullWhoeverComes() {
    door.enter("a");
    door.enter("b");
    door.enter("c");

    assertThat(door.look("d")).isEqualTo(Answer.FULL);
    assertThat(door.enter("a")).isEqualTo(Answer.FULL);
  }

  @Test
  void whoLeavesMakesRoom() {
    door.enter("a");
    door.enter("a");
    door.enter("b");

    door.leave("a");

    assertThat(door.enter("a")).isEqualTo(Answer.WELCOME);
    assertThat(door.enter("c")).isEqualTo(Answer.FULL);
  }

  @Test
  void lookingTakesNoPlace() {
    for (int i = 0; i < 10; i++) {
      assertThat(door.look("a")).isEqualTo(Answer.WELCOME);
    }
  }

  @Test
  void zeroIsNoLimitForAnAddress() {
    Door open = new Door(new ClientLimits(1, 0, 100, 0));
    for (int i = 0; i < 100; i++) {
      assertThat(open.enter("a")).isEqualTo(Answer.WELCOME);
    }

    assertThat(open.enter("a")).isEqualTo(Answer.FULL);
  }
}
