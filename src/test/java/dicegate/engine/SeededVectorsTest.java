package dicegate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Metrics;
import dicegate.wire.frames.EngineFrames;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Compares rolls from seeds with the known answers that are published for other engines. Once
 * published, an answer never changes: it would make old proofs fail. {@code seeded_vectors_test.py}
 * checks the same file by a program that shares no code with this one.
 *
 * <p>{@code -Dgolden.update=true} writes the answers of new expressions, which are added at the
 * end.
 */
final class SeededVectorsTest {

  private static final Path FILE =
      Path.of("src/main/resources/dicegate/conformance/seeded-vectors.json");

  /** Plain dice, from the smallest to the largest, then each modifier. */
  private static final List<String> EXPRESSIONS =
      List.of(
          "3d1",
          "16d2",
          "12d3",
          "12d4",
          "3d6",
          "20d6",
          "12d8",
          "12d10",
          "12d12",
          "2d20",
          "10d100",
          "10d129",
          "8d255",
          "8d256",
          "8d257",
          "8d1000",
          "8d32769",
          "4d65536",
          "4d65537",
          "4d1000000",
          "4d1000000000",
          "200d6",
          "2d6+1d4+3d1+1d20",
          "4dF",
          "4dF.1",
          "4d[1,2,2,4]",
          "3d[-1000000000..-999999999,1000000000]",
          "3d[success,blank,success+advantage,-threat,2*success]",
          "d%",
          "d100bonus2",
          "d100penalty",
          "(1d4)d6",
          "2d(1d6+4)",
          "(1d4)d(1d6)kh(1d2)",
          "6d6r<3",
          "6d6ro<3",
          "5d20u",
          "6d6!",
          "6d6!>4",
          "6d6!!",
          "6d6!p",
          "6d6!!po",
          "5d10!t2>=9",
          "5d10!i",
          "5d10!!i<3",
          "4d6r1!min2max5",
          "4d6kh3",
          "2d20kl1",
          "1d20 adv",
          "5d6sd",
          "12d6>=5",
          "7d10>=6f1",
          "8d6even",
          "10d10>=7=10",
          "10d10m",
          "7d10mt3",
          "10d10mw*10+10d10mh",
          "2d20cs>18cf",
          "{1d8!,1d6!}kh1-1",
          "{4d6+2d8}kh3",
          "{2d6,1d8,1d20}>=9",
          "floor(8d6/2)+max(1d6,1d8)-sqrt(4)",
          "6#4d6kh3",
          "[attack] 1d20+6; [damage] 2d8+5 # sword",
          "1d20+3 vs 1d20+5",
          "1d100 vs 45 coc",
          "1d20+7 vs 24 pf2",
          "wod8",
          "4d6>=(1d4/2)",
          "1/(1d1-1)");

  private final Responder responder =
      new Responder(
          new EngineSettings("tcp://127.0.0.1:0", 1, Duration.ZERO, "1.2.3"),
          sides -> {
            throw new AssertionError("a seeded roll has no random dice");
          },
          new Metrics());

  @Test
  void answersAreThoseThatArePublished() throws IOException {
    List<String> answered = IntStream.range(0, EXPRESSIONS.size()).mapToObj(this::vector).toList();
    String text = answered.stream().collect(Collectors.joining(",\n ", "[", "]\n"));

    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, text);
    }

    assertThat(Files.readString(FILE)).isEqualTo(text);
  }

  /** Returns the vector of an expression, as the engine answers now. */
  private String vector(int index) {
    String expression = EXPRESSIONS.get(index);
    String seed = seed(index);
    String reply = answer("DG1 SEEDED 7 5000 " + seed + " " + expression);
    String head = "{\"expr\":\"" + expression + "\",\"seed\":\"" + seed + "\",";
    if (reply.startsWith("DG1 7 error ")) {
      JsonObject error = json(reply.substring("DG1 7 error ".length()));
      return head + "\"error\":\"" + error.getString("code") + "\"}";
    }
    JsonObject roll = json(reply.substring("DG1 7 ok ".length()));
    List<JsonValue> totals = new ArrayList<>();
    if (roll.containsKey("rolls")) {
      roll.getJsonArray("rolls").getValuesAs(JsonObject.class).stream()
          .map(each -> each.get("total"))
          .forEach(totals::add);
    } else {
      totals.add(roll.get("total"));
    }
    return head + "\"drawn\":" + roll.get("drawn") + ",\"totals\":" + totals + "}";
  }

  private String answer(String request) {
    return new String(responder.answer(EngineFrames.parse(request.getBytes(UTF_8))), UTF_8);
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static String seed(int index) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(("dicegate vector " + index).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
