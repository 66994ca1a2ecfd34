package dicegate.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a roll at a table has the text that JSON-B gives it, except that how its dice can be
 * checked is told by members of the frame.
 */
final class RolledWriterPropertyTest {

  private static final Jsonb JSONB = JsonbBuilder.create();
  private static final JsonCodec CODEC = new JsonCodec();

  @Property
  void frameIsWrittenAsByJsonB(@ForAll("frames") ServerFrame.Rolled frame) {
    assertThat(CODEC.rolled(frame, null)).isEqualTo(byJsonB(frame));
  }

  @Property
  void rollIsTheLastMember(@ForAll("frames") ServerFrame.Rolled frame) {
    String head = byJsonB(frame);

    assertThat(CODEC.rolled(frame, "{\"total\": 3}"))
        .isEqualTo(head.substring(0, head.length() - 1) + ",\"roll\":{\"total\": 3}}");
  }

  private static String byJsonB(ServerFrame.Rolled frame) {
    SortedMap<String, JsonValue> members = new TreeMap<>(object(JSONB.toJson(frame)));
    members.remove("origin");
    ServerFrame.RollOrigin origin = frame.origin();
    if (origin.proof() != null) {
      members.put("proof", object(JSONB.toJson(origin.proof())));
    }
    if (origin.unseededBy() != null) {
      members.put("verifiable", JsonValue.FALSE);
      if (!origin.unseededBy().isEmpty()) {
        members.put("engine", Json.createValue(origin.unseededBy()));
      }
    }
    return Json.createObjectBuilder(new TreeMap<String, Object>(members)).build().toString();
  }

  private static JsonObject object(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  @Provide
  Arbitrary<ServerFrame.Rolled> frames() {
    Arbitrary<ServerFrame.Person> persons =
        Combinators.combine(texts(), texts(), texts(), texts().injectNull(0.5), texts())
            .as(
                (id, name, colour, theme, role) ->
                    new ServerFrame.Person(id, name, colour, theme, role, null));
    Arbitrary<@Nullable Boolean> flags = Arbitraries.of(true, false).injectNull(0.5);
    return Combinators.combine(
            Arbitraries.longs(),
            texts(),
            persons,
            texts(),
            texts().injectNull(0.3),
            Arbitraries.longs().injectNull(0.5),
            flags,
            Combinators.combine(flags, texts().injectNull(0.5), origins()).as(Marks::new))
        .as(
            (number, position, by, to, label, reveals, hidden, marks) ->
                new ServerFrame.Rolled(
                    "rolled",
                    number,
                    position,
                    by,
                    to,
                    null,
                    label,
                    marks.expr(),
                    -number,
                    reveals,
                    hidden,
                    marks.missed(),
                    marks.origin()));
  }

  /** Three values in one, since a combination has eight at most. */
  private record Marks(
      @Nullable Boolean missed, @Nullable String expr, ServerFrame.RollOrigin origin) {}

  private static Arbitrary<ServerFrame.RollOrigin> origins() {
    Arbitrary<@Nullable List<Integer>> numbers =
        Arbitraries.integers().between(0, 63).list().ofMaxSize(3).injectNull(0.5);
    Arbitrary<String> hashes = Arbitraries.of("00ff", "5a");
    Arbitrary<ServerFrame.RollOrigin> proofs =
        Combinators.combine(
                hashes,
                Arbitraries.integers().between(0, 63),
                numbers,
                numbers,
                hashes.injectNull(0.5),
                hashes.list().ofMaxSize(2).injectNull(0.5),
                texts().injectNull(0.5),
                texts().injectNull(0.5))
            .as(ServerFrame.DiceProof::new)
            .map(ServerFrame.RollOrigin::of);
    return Arbitraries.oneOf(
        proofs,
        texts().map(ServerFrame.RollOrigin::unseeded),
        Arbitraries.just(ServerFrame.RollOrigin.NONE));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(8),
        Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(8),
        Arbitraries.of("", "Anna \"the\" Bold", "a\\b", "\ud83d\ude00", "\u2028", "\u007f", "</"));
  }
}
