package dicegate.site;

import static dicegate.site.ContentCoding.BROTLI;
import static dicegate.site.ContentCoding.GZIP;
import static dicegate.site.ContentCoding.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AcceptEncodingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd             | BROTLI",
        "gzip, deflate                       | GZIP",
        "x-gzip                              | GZIP",
        "BR;Q=1.0                            | BROTLI",
        "br;q=0.5, gzip;q=0.8                | GZIP",
        "br ; q=0.8 ,gzip;q=0.8              | BROTLI",
        "br;q=0, gzip;q=0                    | IDENTITY",
        "identity, br;q=0.9                  | IDENTITY",
        "*                                   | BROTLI",
        "*;q=0.1, br;q=0                     | GZIP",
        "identity;q=0, gzip                  | GZIP",
        "*;q=0, gzip;q=0.001                 | GZIP",
        "gzip;q=0.001                        | GZIP",
        "deflate                             | IDENTITY",
        "''                                  | IDENTITY",
        "br;q=2, gzip;q=x, *;;, \u00e9           | IDENTITY",
        ",,,gzip,                            | GZIP",
      })
  void smallestOfThePreferredCodingsIsChosen(String header, ContentCoding best) {
    assertThat(AcceptEncoding.parse(header).choose(EnumSet.allOf(ContentCoding.class)))
        .contains(best);
  }

  @Test
  void identityIsChosenWithoutTheHeader() {
    assertThat(AcceptEncoding.parse(null).choose(EnumSet.allOf(ContentCoding.class)))
        .contains(IDENTITY);
  }

  @Test
  void onlyAvailableCodingsAreChosen() {
    assertThat(AcceptEncoding.parse("br, gzip").choose(Set.of(IDENTITY))).contains(IDENTITY);
    assertThat(AcceptEncoding.parse("br, gzip;q=0.1").choose(Set.of(GZIP, IDENTITY)))
        .contains(GZIP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"identity;q=0", "*;q=0", "identity;q=0.000, br;q=0", "*;q=0., gzip;q=0"})
  void nothingIsChosenIfAllCodingsAreExcluded(String header) {
    assertThat(AcceptEncoding.parse(header).choose(EnumSet.allOf(ContentCoding.class))).isEmpty();
  }

  @Test
  void codingsAreInOrderOfSize() {
    assertThat(ContentCoding.values()).containsExactly(BROTLI, GZIP, IDENTITY);
  }
}
