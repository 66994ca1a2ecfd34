package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of a position, and the pages that continue it. */
final class StreamPositionTest {

  private static final StreamPosition AT_START = new StreamPosition("epoch", 0, "");
  private static final StreamPosition AT_TWO = new StreamPosition("epoch", 2, "tag-2");

  @Test
  void textIsReadBack() {
    assertThat(AT_TWO.text()).isEqualTo("epoch:2:tag-2");
    for (StreamPosition position :
        List.of(AT_START, AT_TWO, new StreamPosition("e", 999_999_999_999_999_999L, "t"))) {
      assertThat(StreamPosition.parse(position.text())).contains(position);
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
  void otherTextIsNotAPosition(String text) {
    assertThat(StreamPosition.parse(text)).isEmpty();
  }

  @Test
  void endOfAPageIsItsLastEntry() {
    assertThat(StreamPosition.endOf(page("epoch", 1, 2))).isEqualTo(AT_TWO);
    assertThat(StreamPosition.endOf(page("epoch"))).isEqualTo(AT_START);
  }

  @Test
  void pageFromTheSameEntryContinues() {
    assertThat(AT_TWO.continuesIn(page("epoch", 2))).isTrue();
    assertThat(AT_TWO.continuesIn(page("epoch", 2, 3))).isTrue();
  }

  @Test
  void otherPagesDoNotContinue() {
    assertThat(AT_TWO.continuesIn(page("another", 2, 3))).isFalse();
    assertThat(AT_TWO.continuesIn(page("epoch"))).isFalse();
    assertThat(AT_TWO.continuesIn(page("epoch", 3))).isFalse();
    assertThat(new StreamPosition("epoch", 2, "other").continuesIn(page("epoch", 2))).isFalse();
    assertThat(new StreamPosition("epoch", 2, "").continuesIn(page("epoch", 2))).isFalse();
  }

  @Test
  void startContinuesInAnEmptyTableAndInACompleteOne() {
    assertThat(AT_START.continuesIn(page("epoch"))).isTrue();
    assertThat(AT_START.continuesIn(page("epoch", 1, 2))).isTrue();
    assertThat(AT_START.continuesIn(page("epoch", 2))).isFalse();
    assertThat(AT_START.continuesIn(page("", 1))).isFalse();
    assertThat(new StreamPosition("epoch", 0, "tag").continuesIn(page("epoch", 1))).isFalse();
  }

  private static EntryPage page(String epoch, long... offsets) {
    return new EntryPage(
        epoch,
        LongStream.of(offsets)
            .mapToObj(offset -> new Entry(offset, "tag-" + offset, TableBusContract.roll(1)))
            .toList(),
        false);
  }
}
