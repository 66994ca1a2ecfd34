package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.harness.PayaraMicro;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Payara Micro as in the image, with invalid settings. */
final class InvalidSettingsProcessIT {

  @Test
  void processEndsWithAMessageThatNamesAllErrors(@TempDir Path directory) throws Exception {
    try (PayaraMicro server =
        PayaraMicro.start(
            Path.of(System.getProperty("payara.micro.jar")),
            List.of("-Xmx512m", "-Ddicegate.exit-if-invalid=true"),
            directory,
            List.of(Path.of(System.getProperty("dicegate.war"))),
            Map.of("DICEGATE_CLIENTS", "many", "DICEGATE_TABLES", "0"))) {

      assertThatThrownBy(server::awaitRoll)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the server ended with 78");
      assertThat(Files.readString(server.log()))
          .contains("invalid settings:", "dicegate.clients: ", "dicegate.tables: ");
    }
  }
}
