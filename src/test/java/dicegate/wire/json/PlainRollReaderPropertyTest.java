package dicegate.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of usual rolls agrees with the reader of all messages, whatever the text. */
final class PlainRollReaderPropertyTest {

  private static final JsonCodec CODEC = new JsonCodec();
  private static final JsonProvider JSONP = JsonProvider.provider();

  @Property(tries = 5_000)
  void messageIsReadAsByTheFullReader(@ForAll("messages") String text) {
    assertAgree(text);
  }

  @Property(tries = 5_000)
  void damagedMessageIsReadAsByTheFullReader(@ForAll("damagedMessages") String text) {
    assertAgree(text);
  }

  @Property(tries = 1_000)
  void plainRollIsReadWithoutTheFullReader(@ForAll("plainRolls") String text) {
    assertThat(PlainRollReader.read(JSONP, text)).as(text).isEqualTo(CODEC.readAny(text));
  }

  @Test
  void usualRollIsReadWithoutTheFullReader() {
    assertThat(
            PlainRollReader.read(
                JSONP, "{\"type\":\"roll\",\"id\":4294967295,\"expr\":\"4d6kh3+2\"}"))
        .isEqualTo(
            new ClientMessage.Roll(
                JSONP.createValue(4_294_967_295L), "4d6kh3+2", "", "", Variables.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "00",
        "01",
        "-0",
        "-1",
        "9",
        "2147483647",
        "2147483648",
        "999999999999999999",
        "1000000000000000000",
        "9223372036854775808",
        "18446744073709551616",
        "100000000000000000000",
        "1.0",
        "1e2",
        "1E2",
        "1.",
        "0x1",
        "+1",
        "\u0661",
        "1 2",
        "\"1\"",
        "\"\"",
        "\"\ud83d\ude00\"",
        "\"\ud83d\"",
        "\"\u007f\"",
        "\"\u0000\"",
        "\"a\nb\"",
        "null",
        "true",
        "{}",
        "[]",
        "[1]",
        "\"a\\u0062\"",
        "\"\u2028\"",
        "\ufeff1",
        "1\f",
        "1\u00a0"
      })
  void idIsReadAsByTheFullReader(String id) {
    assertAgree("{\"type\":\"roll\",\"id\":" + id + ",\"expr\":\"3d6\"}");
    assertAgree("{\"expr\":\"3d6\",\"type\":\"roll\",\"id\":" + id + "}");
  }

  @Provide
  Arbitrary<String> messages() {
    Arbitrary<String> names =
        Arbitraries.frequencyOf(
            pair(12, Arbitraries.of("type", "id", "expr", "label", "to")),
            pair(1, Arbitraries.of("Type", "", "session", "ty\\u0070e", "faces", "x")));
    Arbitrary<String> member =
        Combinators.combine(names, blanks(), blanks(), values(), blanks())
            .as((name, a, b, value, c) -> "\"" + name + "\"" + a + ":" + b + value + c);
    Arbitrary<String> free = member.list().ofMaxSize(6).map(PlainRollReaderPropertyTest::object);
    Arbitrary<String> rolls =
        Combinators.combine(values(), values(), member.list().ofMaxSize(2), blanks())
            .as(
                (id, expr, more, end) ->
                    objectOf(List.of("\"type\":\"roll\"", "\"id\":" + id, "\"expr\":" + expr), more)
                        + end);
    return Arbitraries.oneOf(List.of(free, rolls, plainRolls()));
  }

  @Provide
  Arbitrary<String> damagedMessages() {
    return Combinators.combine(
            messages(),
            Arbitraries.integers().between(0, 200),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of("", "\"", "\\", "{", "}", ",", ":", "0", "\u0000", "\ud800", " ", "[x"))
        .as(
            (text, where, cut, put) -> {
              int start = Math.min(where, text.length());
              int end = Math.min(start + cut, text.length());
              return text.substring(0, start) + put + text.substring(end);
            });
  }

  @Provide
  Arbitrary<String> plainRolls() {
    Arbitrary<String> ids =
        Arbitraries.oneOf(
            List.of(
                Arbitraries.longs().between(0, 999_999_999_999_999_999L).map(String::valueOf),
                plainTexts(1, 64).map(PlainRollReaderPropertyTest::quoted)));
    Arbitrary<String> labels = plainTexts(0, 20).map(PlainRollReaderPropertyTest::quoted);
    return Combinators.combine(ids, labels, labels.injectNull(0.5), jsonBlanks())
        .as(
            (id, expr, label, blank) ->
                objectOf(
                    List.of(
                        "\"type\"" + blank + ":\"roll\"",
                        blank + "\"id\":" + id,
                        "\"expr\":" + expr),
                    label == null ? List.of() : List.of("\"label\":" + label)));
  }

  private static Arbitrary<String> plainTexts(int least, int most) {
    return Arbitraries.strings()
        .withCharRange(' ', '!')
        .withCharRange('#', '[')
        .withCharRange(']', '\u024f')
        .ofMinLength(least)
        .ofMaxLength(most);
  }

  private static Arbitrary<String> values() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            List.of(
                Arbitraries.of("roll", "odds", "ping", "4d6kh3+2", "", "gm"),
                Arbitraries.of(
                    "\\n", "\\u0041", "\\ud83d\\ude00", "\\ud83d", "\\x", "a\\\"b", "\t"),
                Arbitraries.of("\ud83d\ude00", "\ud83d", "\u0080", "x".repeat(65)),
                plainTexts(0, 70)));
    return Arbitraries.frequencyOf(
        pair(6, texts.map(PlainRollReaderPropertyTest::quoted)),
        pair(3, Arbitraries.longs().map(String::valueOf)),
        pair(2, Arbitraries.of("0", "-0", "007", "1.5", "1e3", "2.0", "-", "1e999999999")),
        pair(2, Arbitraries.of("null", "true", "false", "nul", "{}", "[]", "[1,{\"id\":2}]")),
        pair(1, Arbitraries.of("{\"a\":[1]}", "[[[]]]", "", "{\"type\":\"roll\"}")));
  }

  private static Arbitrary<String> jsonBlanks() {
    return Arbitraries.of("", "", "", " ", "\n", "\r\n", "\t ");
  }

  private static Arbitrary<String> blanks() {
    return Arbitraries.frequencyOf(
        pair(11, jsonBlanks()), pair(1, Arbitraries.of("\f", "\u000b", "\u00a0", "\ufeff")));
  }

  private static Tuple.Tuple2<Integer, Arbitrary<? extends String>> pair(
      int weight, Arbitrary<String> arbitrary) {
    return Tuple.of(weight, arbitrary);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String objectOf(List<String> members, List<String> more) {
    return object(Stream.concat(members.stream(), more.stream()).toList());
  }

  private static String object(List<String> members) {
    return members.stream().collect(Collectors.joining(",", "{", "}"));
  }

  private static void assertAgree(String text) {
    ClientMessage.Roll plain = PlainRollReader.read(JSONP, text);
    ClientMessage full = CODEC.readAny(text);
    if (plain != null) {
      assertThat(plain).as(text).isEqualTo(full);
      assertThat(idText(plain)).as(text).isEqualTo(idText(full));
    }
    assertThat(CODEC.read(text)).as(text).isEqualTo(full);
  }

  private static String idText(ClientMessage message) {
    JsonValue id = message.id();
    return Objects.toString(id);
  }
}
