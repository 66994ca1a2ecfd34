package dicegate.wire.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HandBodyTest {

  @Test
  void bodyIsReadAsItWasWritten() {
    HandBody body = new HandBody(List.of("3", "-1", "2*success+-threat"), "2d6 + 3; d[a,b]");

    assertThat(body.text()).isEqualTo("3,-1,2*success+-threat 2d6 + 3; d[a,b]");
    assertThat(HandBody.parse(body.text())).contains(body);
  }

  @Test
  void bodyWithoutFacesHasAMinus() {
    assertThat(new HandBody(List.of(), "d6").text()).isEqualTo("- d6");
    assertThat(HandBody.parse("- d6")).contains(new HandBody(List.of(), "d6"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d6", " d6", ",1 d6", "1, d6", "1,,2 d6", ",, d6"})
  void otherTextsAreNoBody(String text) {
    assertThat(HandBody.parse(text)).isEmpty();
  }
}
