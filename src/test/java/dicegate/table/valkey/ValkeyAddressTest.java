package dicegate.table.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid and invalid addresses; passwords stay hidden. */
final class ValkeyAddressTest {

  @Test
  void hostAloneIsEnough() {
    assertThat(ValkeyAddress.parse("redis://valkey"))
        .isEqualTo(new ValkeyAddress("valkey", 6379, "", "", 0, false));
  }

  @Test
  void everyPartIsRead() {
    assertThat(ValkeyAddress.parse("rediss://ana:s%40cret@127.0.0.1:7000/3"))
        .isEqualTo(new ValkeyAddress("127.0.0.1", 7000, "ana", "s@cret", 3, true));
    assertThat(ValkeyAddress.parse("redis://:secret@[::1]:7000/"))
        .isEqualTo(new ValkeyAddress("[::1]", 7000, "", "secret", 0, false));
  }

  @Test
  void textHidesThePassword() {
    assertThat(ValkeyAddress.parse("redis://ana:secret@host").toString())
        .isEqualTo("redis://host:6379/0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ana:secret@host",
        "redis:ana:secret@host",
        "ana:secret@host:6379",
        "redis://ana:secret@host:0",
        "redis://ana:secret@host:99999",
        "redis://ana:secret@host/x",
        "redis://ana:secret@host/-1",
        "redis://ana:secret@host?db=1",
        "redis://ana:sec ret@host",
        "redis://ana:secret@two@hosts",
        "redis://ana:secret\n@host",
        "redis://ana:secret@",
      })
  void invalidAddressIsReportedWithoutItsPassword(String text) {
    assertThatThrownBy(() -> ValkeyAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(", not \"")
        .hasMessageEndingWith("\"")
        .hasMessageNotContaining("sec")
        .hasNoCause();
  }
}
