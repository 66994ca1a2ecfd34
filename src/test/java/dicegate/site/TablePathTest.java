package dicegate.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TablePathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/t/amber-owl-42",
        "/t/%E6%9D%B1%E4%BA%AC",
        "/t/\u6771\u4eac",
        "/t/a%20b",
        "/t/a+b",
        "/t/...",
        "/t/%2e%2e%2e",
        "/t/100%25",
        "/t/%3Cscript%3E",
      })
  void oneSegmentIsATable(String path) {
    assertThat(TablePath.matches(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/t",
        "/t/",
        "/t/a/",
        "/t/a/b",
        "/t/a%2Fb",
        "/t/a%5cb",
        "/t/a;b",
        "/t/a%3bb",
        "/t/.",
        "/t/..",
        "/t/%2e%2E",
        "/t/.%2e",
        "/t/%",
        "/t/%zz",
        "/t/%00",
        "/t/a%0d%0ab",
        "/t/a b",
        "/t/<script>",
        "/T/a",
        "/x/t/a",
        "",
      })
  void otherPathsAreNotTables(String path) {
    assertThat(TablePath.matches(path)).isFalse();
  }
}
