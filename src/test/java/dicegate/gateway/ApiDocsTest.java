package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dicegate.dice.notation.DiceError;
import dicegate.fleet.EngineAnswer;
import dicegate.table.TableError;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * That the API documents name all there is: codes, close codes, paths. That what they say of it is
 * true is shown by {@code api_docs_test.py}, which executes their examples.
 */
final class ApiDocsTest {

  private static final java.nio.file.Path DOCS = java.nio.file.Path.of("webapp", "docs");
  private static final java.nio.file.Path SOURCES =
      java.nio.file.Path.of("src", "main", "java", "dicegate");

  /** A code in our sources: in quotes, and what a person is told after it. */
  private static final Pattern CODE =
      Pattern.compile("\"([a-z]+(?:_[a-z]+)*)\",\\s*(?:\"[^\"]+ [^\"]*[.:]|message\\b)");

  @Test
  void everyErrorCodeIsDocumentedAndNoOther() throws IOException {
    Set<String> codes = new TreeSet<>(literals("gateway"));
    codes.addAll(literals("ops"));
    codes.addAll(literals("wire/json"));
    Arrays.stream(EngineAnswer.Reason.values()).map(EngineAnswer.Reason::code).forEach(codes::add);
    Arrays.stream(TableError.values()).map(TableError::code).forEach(codes::add);
    Arrays.stream(DiceError.Code.values()).map(DiceError.Code::id).forEach(codes::add);
    // Of the engine, and those of HTTP itself, named after their status' phrase.
    codes.addAll(
        Set.of(
            "expired",
            "not_found",
            "method_not_allowed",
            "not_acceptable",
            "unsupported_media_type"));

    assertThat(documented("x-errors").map(error -> error.getString("code")))
        .containsExactlyInAnyOrderElementsOf(codes);
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
    Set<String> paths =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dicegate")
                .stream()
                .filter(resource -> resource.isAnnotatedWith(Path.class))
                .flatMap(ApiDocsTest::paths)
                .collect(Collectors.toCollection(TreeSet::new));
    paths.addAll(Set.of(RollServlet.class.getAnnotation(WebServlet.class).urlPatterns()));

    assertThat(paths).contains("/api/roll", "/api/health/live");
    assertThat(read("openapi.json").getJsonObject("paths").keySet())
        .containsExactlyInAnyOrderElementsOf(paths);
  }

  private static Stream<String> paths(JavaClass resource) {
    String root = resource.getAnnotationOfType(Path.class).value();
    return resource.getMethods().stream()
        .filter(method -> method.getModifiers().toString().contains("PUBLIC"))
        .map(method -> Stream.of("/api", root, own(method)).filter(part -> !part.isEmpty()))
        .map(parts -> parts.collect(Collectors.joining("/")));
  }

  private static String own(JavaMethod method) {
    return method.isAnnotatedWith(Path.class) ? method.getAnnotationOfType(Path.class).value() : "";
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

  private static Set<String> literals(String folder) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<java.nio.file.Path> files = Files.list(SOURCES.resolve(folder))) {
      for (java.nio.file.Path file : files.filter(Files::isRegularFile).toList()) {
        CODE.matcher(Files.readString(file))
            .results()
            .map((MatchResult match) -> match.group(1))
            .forEach(found::add);
      }
    }
    assertThat(found).as(folder).isNotEmpty();
    return found;
  }
}
