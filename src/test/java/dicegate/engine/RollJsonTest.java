package dicegate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.Seeded;
import dicegate.dice.eval.DieFlag;
import dicegate.dice.eval.Roll;
import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.RolledDice;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult;
import dicegate.dice.notation.RollRequest;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every member and type that the engine writes is in the schema and in the engines' document. */
final class RollJsonTest {

  private static final Path CORPUS =
      Path.of("src", "test", "resources", "dicegate", "dice", "notation", "corpus.txt");
  private static final Path SCHEMA = Path.of("webapp", "docs", "schemas", "roll.json");
  private static final Path DOCUMENT = Path.of("src", "docs", "engines.md");
  private static final int SEEDS = 30;

  @Test
  void membersOfDiceAreThoseOfTheSchemaAndOfTheDocument() throws IOException {
    Set<String> members = new TreeSet<>();
    Set<DieFlag> flags = EnumSet.noneOf(DieFlag.class);
    for (Roll roll : rolls()) {
      flags.addAll(flags(roll.dice()));
      for (JsonValue die : json(roll).getJsonArray("dice")) {
        members.addAll(die.asJsonObject().keySet());
      }
    }

    JsonObject properties = definition("Die").getJsonObject("properties");
    assertThat(flags).containsExactly(DieFlag.values());
    assertThat(members).isEqualTo(new TreeSet<>(properties.keySet()));
    String document = Files.readString(DOCUMENT);
    assertThat(members).allMatch(member -> document.matches("(?s).*[`\"]" + member + "[`\"].*"));
  }

  @Test
  void typesOfNodesAreThoseOfTheSchemaAndOfTheDocument() throws IOException {
    Set<String> types = new TreeSet<>();
    for (Roll roll : rolls()) {
      addTypes(json(roll).getJsonObject("tree"), types);
    }

    JsonObject type = definition("Node").getJsonObject("properties").getJsonObject("type");
    assertThat(types)
        .containsExactlyInAnyOrderElementsOf(
            type.getJsonArray("enum").getValuesAs(JsonString::getString));
    String document = Files.readString(DOCUMENT);
    assertThat(types).allMatch(each -> document.contains("`" + each + "`"));
  }

  @Test
  void setsAreThoseOfTheSchemaAndOfTheDocument() throws IOException {
    JsonArray sets = rolled("3d[5]m+2d[2]mt+1d6").getJsonArray("sets");

    assertThat(sets).hasToString("[{\"width\":3,\"height\":5},{\"width\":2,\"height\":2}]");
    assertThat(rolled("1d6m").getJsonArray("sets")).isEmpty();
    assertThat(rolled("3d6")).doesNotContainKey("sets");
    assertThat(definition("One").getJsonObject("properties")).containsKey("sets");
    assertThat(definition("Set").getJsonObject("properties"))
        .containsOnlyKeys(sets.getJsonObject(0).keySet().toArray(String[]::new));
    assertThat(Files.readString(DOCUMENT)).contains("`sets`");
  }

  private static JsonObject rolled(String text) {
    if (Notation.parse(text) instanceof ParseResult.Parsed parsed
        && new Roller(new Seeded(1)).roll(parsed.request()) instanceof RollResult.Rolled rolled) {
      return json(rolled.rolls().get(0));
    }
    throw new AssertionError(text);
  }

  private static void addTypes(JsonObject node, Set<String> types) {
    types.add(node.getString("type"));
    if (node.containsKey("parts")) {
      node.getJsonArray("parts").forEach(part -> addTypes(part.asJsonObject(), types));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "(1d2)d(1d4)kh(1d3)>=(1d6), 1d2 1d4 1d3 1d6",
    "4d6r<(1d2)kl(1d8)>=(1d6), 1d2 1d8 1d6",
    "4d6kl(2)<>(1d3), 1d3",
    "{4d6+2d8}kh(1d4), 1d4"
  })
  void computedNumbersArePartsOfTheTreeWithTheirPlaces(String text, String parts) {
    JsonObject json = rolled(text);

    String expr = json.getString("expr");
    List<String> written = new ArrayList<>();
    for (JsonValue value : json.getJsonObject("tree").getJsonArray("parts")) {
      JsonObject part = value.asJsonObject();
      int start = part.getInt("pos");
      written.add(expr.substring(start, start + part.getInt("len")));
    }
    assertThat(String.join(" ", written)).isEqualTo(parts);
  }

  private static List<Roll> rolls() throws IOException {
    List<Roll> rolls = new ArrayList<>();
    for (String line : Files.readAllLines(CORPUS)) {
      if (!line.startsWith("//") && Notation.parse(line) instanceof ParseResult.Parsed parsed) {
        for (int seed = 0; seed < SEEDS; seed++) {
          RollRequest request = single(parsed.request());
          if (new Roller(new Seeded(seed)).roll(request) instanceof RollResult.Rolled rolled) {
            rolls.addAll(rolled.rolls());
          }
        }
      }
    }
    return rolls;
  }

  private static RollRequest single(RollRequest request) {
    return RollRequest.of(request.first().expression());
  }

  private static Set<DieFlag> flags(RolledDice dice) {
    Set<DieFlag> flags = EnumSet.noneOf(DieFlag.class);
    for (int die = 0; die < dice.count(); die++) {
      for (DieFlag flag : DieFlag.values()) {
        if (dice.has(die, flag)) {
          flags.add(flag);
        }
      }
    }
    return flags;
  }

  private static JsonObject json(Roll roll) {
    RollRequest request = RollRequest.of(roll.outcome().expression());
    ReplyWriter out = new ReplyWriter();
    new RollJson(out).object("", new ParseResult.Parsed(request, List.of()), List.of(roll));
    return read(out.finish());
  }

  private static JsonObject definition(String name) throws IOException {
    return read(Files.readAllBytes(SCHEMA)).getJsonObject("$defs").getJsonObject(name);
  }

  private static JsonObject read(byte[] json) {
    try (var reader = Json.createReader(new ByteArrayInputStream(json))) {
      return reader.readObject();
    }
  }
}
