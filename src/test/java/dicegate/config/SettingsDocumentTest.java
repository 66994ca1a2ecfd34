package dicegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.DocumentTable;
import dicegate.setting.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of settings in the documents against the table of constants, in both directions. */
final class SettingsDocumentTest {

  private static final String[] HEADER = {"key", "meaning", "unit", "default", "range"};

  @Test
  void documentAndConstantsAreTheSameTable() throws IOException {
    assertThat(DocumentTable.rows(DocumentTable.REFERENCE, HEADER))
        .containsExactlyElementsOf(constants());
  }

  @Test
  void rowMissingInTheDocumentIsFound() throws IOException {
    String document = reference().replaceFirst("(?m)^\\| `dicegate\\.clients` .*\\n", "");

    assertThat(different(document)).containsOnlyKeys("dicegate.clients");
  }

  @Test
  void rowMissingInTheConstantsIsFound() throws IOException {
    String document =
        reference()
            .replaceFirst(
                "(?m)^\\| `dicegate\\.clients` ", "| `dicegate.new` | new | s | 1 | |\n$0");

    assertThat(different(document)).containsOnlyKeys("dicegate.new");
  }

  @ParameterizedTest
  @CsvSource({
    "`10000` \\| 1 to 1000000, `10001` | 1 to 1000000, dicegate.clients",
    "20` \\| 0 to 100000, 20` | 0 to 100001, dicegate.client.rate",
    "`PT0S` to `PT5M`, `PT1S` to `PT5M`, dicegate.drain.time",
    "threads \\|, processes |, dicegate.engine.workers",
    "rolls that a table keeps, rolls that a table forgets, dicegate.table.history",
  })
  void wrongCellIsFound(String right, String wrong, String key) throws IOException {
    String document = reference().replaceFirst("(?m)(^\\| `" + key + "`.*)" + right, "$1" + wrong);

    assertThat(different(document)).containsOnlyKeys(key);
  }

  /** Returns the rows of a document or of the constants to which the other has no equal. */
  private static SortedMap<String, List<String>> different(String document) {
    SortedMap<String, List<String>> different = new TreeMap<>();
    List<List<String>> rows = DocumentTable.rows(document, HEADER);
    List<List<String>> constants = constants();
    rows.stream().filter(row -> !constants.contains(row)).forEach(row -> add(different, row));
    constants.stream().filter(row -> !rows.contains(row)).forEach(row -> add(different, row));
    return different;
  }

  private static void add(SortedMap<String, List<String>> rows, List<String> row) {
    rows.put(row.get(0), row);
  }

  private static List<List<String>> constants() {
    return SettingsTable.ALL.stream().map(SettingsDocumentTest::row).toList();
  }

  private static List<String> row(Setting<?> setting) {
    return List.of(
        setting.key(),
        setting.meaning(),
        setting.unit(),
        setting.shownDefault(),
        setting.range().text());
  }

  private static String reference() throws IOException {
    return Files.readString(DocumentTable.REFERENCE);
  }
}
