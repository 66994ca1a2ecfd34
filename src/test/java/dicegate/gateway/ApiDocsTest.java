package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.DiceError;
import dicegate.ops.OpsServlet;
import dicegate.wire.EngineCode;
import dicegate.wire.ErrorCode;
import dicegate.wire.ErrorKind;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the API documents with the code: error codes, close codes, paths. {@code
 * api_docs_test.py} executes the documents' examples.
 */
final class ApiDocsTest {

  private static final java.nio.file.Path DOCS = java.nio.file.Path.of("webapp", "docs");

  /** The code of our own engine that is neither of the dice language nor of the service. */
  private static final String EXPIRED = "expired";

  @Test
  void everyErrorCodeIsDocumentedAndNoOther() throws IOException {
    assertThat(documented("x-errors").map(error -> error.getString("code")))
        .containsExactlyInAnyOrderElementsOf(codes());
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void documentsSayWhichErrorsAreTemporary(ErrorCode code) throws IOException {
    assertThat(documented("x-errors").filter(error -> error.getString("code").equals(code.code())))
        .singleElement()
        .satisfies(error -> assertThat(error.getBoolean("temporary")).isEqualTo(code.temporary()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"asyncapi-websocket.json", "openapi.json"})
  void examplesShowCodesThatExist(String document) throws IOException {
    assertThat(errors(document)).isNotEmpty();
    assertThat(codes())
        .containsAll(errors(document).map(error -> error.getString("code")).toList());
  }

  @Test
  void examplesOfProblemsHaveTheStatusOfTheirCode() throws IOException {
    List<JsonObject> problems =
        errors("openapi.json").filter(error -> error.containsKey("status")).toList();

    assertThat(problems).isNotEmpty();
    for (JsonObject problem : problems) {
      String code = problem.getString("code");
      ErrorKind kind =
          ErrorCode.find(code)
              .<ErrorKind>map(known -> known)
              .orElseGet(() -> new EngineCode(code, problem.getBoolean("temporary")));
      assertThat(problem.getInt("status")).as(code).isEqualTo(kind.httpStatus());
    }
  }

  @Test
  void everyCloseCodeIsDocumentedAndNoOther() throws Exception {
    Set<Integer> codes = new HashSet<>();
    for (Field field : CloseCode.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        codes.add(field.getInt(null));
      }
    }

    assertThat(documented("x-close-codes").map(close -> close.getInt("code")))
        .containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void everyHttpPathIsDocumentedAndNoOther() throws IOException {
    Set<String> paths = new TreeSet<>();
    OpsServlet.PATHS.forEach(path -> paths.add("/api" + path));
    paths.addAll(Set.of(RollServlet.class.getAnnotation(WebServlet.class).urlPatterns()));
    paths.add(TableRollServlet.PATTERN.replace("*", "{name}/roll"));

    assertThat(paths).contains("/api/roll", "/api/health/live");
    assertThat(read("openapi.json").getJsonObject("paths").keySet())
        .containsExactlyInAnyOrderElementsOf(paths);
  }

  private static Stream<JsonObject> documented(String member) throws IOException {
    return read("asyncapi-websocket.json").getJsonArray(member).stream()
        .map(value -> value.asJsonObject());
  }

  private static JsonObject read(String name) throws IOException {
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(DOCS.resolve(name)))) {
      return reader.readObject();
    }
  }

  /** Returns all codes that a client may get. */
  private static Set<String> codes() {
    Set<String> codes = new TreeSet<>(Set.of(EXPIRED));
    Arrays.stream(ErrorCode.values()).map(ErrorCode::code).forEach(codes::add);
    Arrays.stream(DiceError.Code.values()).map(DiceError.Code::id).forEach(codes::add);
    return codes;
  }

  /** Returns the errors in a document's examples. */
  private static Stream<JsonObject> errors(String document) throws IOException {
    List<JsonObject> found = new ArrayList<>();
    collectErrors(read(document), found);
    return found.stream();
  }

  private static void collectErrors(JsonValue value, List<JsonObject> found) {
    switch (value) {
      case JsonObject object -> {
        if (object.get("code") instanceof JsonString && object.containsKey("temporary")) {
          found.add(object);
        }
        object.values().forEach(member -> collectErrors(member, found));
      }
      case JsonArray array -> array.forEach(element -> collectErrors(element, found));
      default -> {}
    }
  }
}
