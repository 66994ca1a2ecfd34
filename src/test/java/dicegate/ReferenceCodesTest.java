package dicegate;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.EngineCode;
import dicegate.wire.ErrorCode;
import dicegate.wire.ErrorKind;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference for people lists the codes of the API documents with their statuses, no others. */
final class ReferenceCodesTest {

  private static final Path REFERENCE = Path.of("src", "docs", "reference.md");
  private static final Path API = Path.of("webapp", "docs", "asyncapi-websocket.json");

  /** Code, meaning, whether it is temporary, HTTP status. */
  private static final Pattern ERROR =
      Pattern.compile("\\| `([a-z_]+)` \\| [^|]+ \\| (yes|no) \\| ?([0-9]*) ?\\|");

  /** Code, meaning, whether to reconnect. */
  private static final Pattern CLOSE = Pattern.compile("\\| (\\d{4}) \\| [^|]+ \\| (yes|no) \\|");

  @Test
  void errorCodesAreThoseOfTheApiDocument() throws IOException {
    assertThat(rows(ERROR))
        .containsExactlyInAnyOrderElementsOf(
            documented("x-errors", error -> row(error.getString("code"), error, "temporary")));
  }

  @Test
  void errorCodesHaveTheirHttpStatusUnlessTheyAreOnlySentOverWebSocket() throws IOException {
    List<String> documented =
        documented(
            "x-errors",
            error -> {
              String code = error.getString("code");
              return error.getString("where").equals("websocket")
                  ? code
                  : code + " " + kind(code, error.getBoolean("temporary")).httpStatus();
            });
    List<String> listed =
        matches(ERROR).map(cells -> (cells.group(1) + " " + cells.group(3)).strip()).toList();

    assertThat(listed).containsExactlyInAnyOrderElementsOf(documented);
  }

  @Test
  void codesThatEnginesMaySendHaveTheSameStatusFromThem() throws IOException {
    assertThat(
            documented(
                "x-errors",
                error -> {
                  String code = error.getString("code");
                  boolean temporary = error.getBoolean("temporary");
                  int own = kind(code, temporary).httpStatus();
                  return !error.getString("where").equals("both")
                          || new EngineCode(code, temporary).httpStatus() == own
                      ? ""
                      : code;
                }))
        .containsOnly("");
  }

  @Test
  void closeCodesAreThoseOfTheApiDocument() throws IOException {
    assertThat(rows(CLOSE))
        .containsExactlyInAnyOrderElementsOf(
            documented(
                "x-close-codes",
                close -> row(Integer.toString(close.getInt("code")), close, "comeBack")));
  }

  private static List<String> rows(Pattern row) throws IOException {
    return matches(row).map(cells -> cells.group(1) + " " + cells.group(2)).toList();
  }

  private static Stream<Matcher> matches(Pattern row) throws IOException {
    return Files.readAllLines(REFERENCE).stream().map(row::matcher).filter(Matcher::matches);
  }

  private static ErrorKind kind(String code, boolean temporary) {
    Optional<ErrorCode> own = ErrorCode.find(code);
    return own.isPresent() ? own.get() : new EngineCode(code, temporary);
  }

  private static List<String> documented(String member, Function<JsonObject, String> row)
      throws IOException {
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(API))) {
      return reader.readObject().getJsonArray(member).stream()
          .map(code -> row.apply(code.asJsonObject()))
          .toList();
    }
  }

  private static String row(String code, JsonObject entry, String flag) {
    return code + (entry.getBoolean(flag) ? " yes" : " no");
  }
}
