package dicegate.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a client is, and whether a page goes on from there. */
final class PositionTest {

  private static final Position AT_START = new Position("epoch", 0, "");
  private static final Position AT_TWO = new Position("epoch", 2, "tag-2");

  @Test
  void textIsReadBack() {
    assertThat(AT_TWO.text()).isEqualTo("epoch:2:tag-2");
    for (Position position :
        List.of(AT_START, AT_TWO, new Position("e", 999_999_999_999_999_999L, "t"))) {
      assertThat(Position.parse(position.text())).contains(position);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "::",
        "epoch:1",
        ":1:tag",
        "epoch:-1:tag",
        "epoch:1000000000000000000:tag",
        "epoch:1:tag:more",
        "epoch:1:t g",
        "epoch:١:tag",
        "012345678901234567890123456789012:1:tag",
      })
  void anythingElseIsNoPosition(String text) {
    assertThat(Position.parse(text)).isEmpty();
  }

  @Test
  void endOfAPageIsItsLastEntry() {
    assertThat(Position.endOf(page("epoch", 1, 2))).isEqualTo(AT_TWO);
    assertThat(Position.endOf(page("epoch"))).isEqualTo(AT_START);
  }

  @Test
  void pageFromTheSameEntryGoesOn() {
    assertThat(AT_TWO.continuesIn(page("epoch", 2))).isTrue();
    assertThat(AT_TWO.continuesIn(page("epoch", 2, 3))).isTrue();
  }

  @Test
  void anythingElseDoesNot() {
    assertThat(AT_TWO.continuesIn(page("another", 2, 3))).isFalse();
    assertThat(AT_TWO.continuesIn(page("epoch"))).isFalse();
    assertThat(AT_TWO.continuesIn(page("epoch", 3))).isFalse();
    assertThat(new Position("epoch", 2, "other").continuesIn(page("epoch", 2))).isFalse();
    assertThat(new Position("epoch", 2, "").continuesIn(page("epoch", 2))).isFalse();
  }

  @Test
  void startGoesOnInAnEmptyTableAndInAWholeOne() {
    assertThat(AT_START.continuesIn(page("epoch"))).isTrue();
    assertThat(AT_START.continuesIn(page("epoch", 1, 2))).isTrue();
    assertThat(AT_START.continuesIn(page("epoch", 2))).isFalse();
    assertThat(AT_START.continuesIn(page("", 1))).isFalse();
    assertThat(new Position("epoch", 0, "tag").continuesIn(page("epoch", 1))).isFalse();
  }

  private static Page page(String epoch, long... offsets) {
    return new Page(
        epoch,
        LongStream.of(offsets)
            .mapToObj(offset -> new Entry(offset, "tag-" + offset, TableBusContract.roll(1)))
            .toList());
  }
}
