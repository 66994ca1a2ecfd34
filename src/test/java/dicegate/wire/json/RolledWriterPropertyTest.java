package dicegate.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The frame of a roll at a table has the text that JSON-B gives it. */
final class RolledWriterPropertyTest {

  private static final Jsonb JSONB = JsonbBuilder.create();
  private static final JsonCodec CODEC = new JsonCodec();

  @Property
  void frameIsWrittenAsByJsonB(@ForAll("frames") ServerFrame.Rolled frame) {
    assertThat(CODEC.rolled(frame, null)).isEqualTo(JSONB.toJson(frame));
  }

  @Property
  void rollIsTheLastMember(@ForAll("frames") ServerFrame.Rolled frame) {
    String head = JSONB.toJson(frame);

    assertThat(CODEC.rolled(frame, "{\"total\": 3}"))
        .isEqualTo(head.substring(0, head.length() - 1) + ",\"roll\":{\"total\": 3}}");
  }

  @Provide
  Arbitrary<ServerFrame.Rolled> frames() {
    Arbitrary<ServerFrame.Person> persons =
        Combinators.combine(texts(), texts(), texts(), texts()).as(ServerFrame.Person::new);
    Arbitrary<@Nullable Boolean> flags = Arbitraries.of(true, false).injectNull(0.5);
    return Combinators.combine(
            Arbitraries.longs(),
            texts(),
            persons,
            texts(),
            texts().injectNull(0.3),
            Arbitraries.longs().injectNull(0.5),
            flags,
            flags)
        .as(
            (number, position, by, to, label, reveals, hidden, missed) ->
                new ServerFrame.Rolled(
                    "rolled", number, position, by, to, null, label, -number, reveals, hidden,
                    missed));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(8),
        Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(8),
        Arbitraries.of("", "Anna \"the\" Bold", "a\\b", "\ud83d\ude00", "\u2028", "\u007f", "</"));
  }
}
