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

  private static void addTypes(JsonObject node, Set<String> types) {
    types.add(node.getString("type"));
    if (node.containsKey("parts")) {
      node.getJsonArray("parts").forEach(part -> addTypes(part.asJsonObject(), types));
    }
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
    return new RollRequest(RollRequest.NOT_REPEATED, request.expression(), "");
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
    RollRequest request =
        new RollRequest(RollRequest.NOT_REPEATED, roll.outcome().expression(), "");
    ReplyWriter out = new ReplyWriter();
    new RollJson(out).object("", request, List.of(roll));
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
