package dicegate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.DocumentTable;
import dicegate.setting.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The options of the standalone engine: documents and help text against the code. */
final class EngineOptionsDocumentTest {

  private static final Map<String, String> KEY_OF_OPTION =
      EngineOptions.SETTING_OF_OPTION.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, option -> option.getValue().key()));

  @Test
  void documentHasEveryOptionWithItsSetting() throws IOException {
    Map<String, String> documented =
        rows().stream()
            .filter(row -> !row.get(0).isEmpty() && !row.get(1).isEmpty())
            .collect(Collectors.toMap(row -> option(row.get(0)), row -> row.get(1)));

    assertThat(documented).isEqualTo(KEY_OF_OPTION);
  }

  @Test
  void documentHasEveryEngineSettingAndTheFile() throws IOException {
    assertThat(rows())
        .extracting(row -> row.get(1))
        .filteredOn(key -> !key.isEmpty())
        .containsExactlyInAnyOrderElementsOf(
            EngineSettingsTable.ALL.stream().map(Setting::key).toList());
    assertThat(rows())
        .filteredOn(row -> row.get(1).isEmpty())
        .extracting(row -> option(row.get(0)))
        .containsExactly(EngineOptions.SETTINGS);
  }

  @Test
  void secretHasNoOptionAndEveryOtherSettingHasOne() {
    for (Setting<?> setting : EngineSettingsTable.ALL) {
      assertThat(EngineOptions.SETTING_OF_OPTION.containsValue(setting))
          .as(setting.key())
          .isEqualTo(!setting.secret());
    }
  }

  @Test
  void helpHasEveryOptionWithItsDefaultAndRange() {
    assertThat(EngineMain.HELP)
        .contains(EngineOptions.SETTING_OF_OPTION.keySet())
        .contains(
            EngineOptions.SETTINGS,
            EngineSettingsTable.BIND.defaultText(),
            EngineSettingsTable.WORKERS.range().text(),
            EngineSettingsTable.THINK_TIME.defaultText());
  }

  private static List<List<String>> rows() throws IOException {
    return DocumentTable.rows(DocumentTable.REFERENCE, "option", "setting", "meaning");
  }

  /** Returns the option of a cell such as {@code --workers N}. */
  private static String option(String cell) {
    return cell.split(" ", -1)[0];
  }
}
