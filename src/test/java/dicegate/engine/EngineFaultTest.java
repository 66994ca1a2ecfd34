package dicegate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The API documents list every code of the engine. */
final class EngineFaultTest {

  private static final Path DOCS = Path.of("webapp", "docs");

  @Test
  void everyCodeIsInTheListForEnginesOrForClients() throws IOException {
    Set<String> documented = codes("asyncapi-engine.json");
    documented.addAll(codes("asyncapi-websocket.json"));

    assertThat(documented)
        .containsAll(Arrays.stream(EngineFault.values()).map(EngineFault::code).toList());
  }

  @Test
  void everyCodeInTheListForEnginesIsOne() throws IOException {
    assertThat(Arrays.stream(EngineFault.values()).map(EngineFault::code))
        .containsAll(codes("asyncapi-engine.json"));
  }

  private static Set<String> codes(String document) throws IOException {
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(DOCS.resolve(document)))) {
      return reader.readObject().getJsonArray("x-errors").getValuesAs(JsonObject.class).stream()
          .map(error -> error.getString("code"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
