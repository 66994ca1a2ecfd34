package dicegate.table.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.TestSeries;
import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.Entry;
import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.table.log.TableProof;
import dicegate.table.log.TableRoll;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.verify.PlayerSeries;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs in entries and roots in presence, also as nodes without either read and write them. */
final class EntryCodecTest {

  private static final Member ANA = new Member("0123456789abcdef", "Ana", "#56b4e9", Role.GM);

  private final Metrics metrics = new Metrics();
  private final EntryCodec codec = new EntryCodec(metrics);
  private final PlayerSeries series = PlayerSeries.ofTableRolls(TestSeries.SOURCE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"total\":3}",
        "{\"error\":{\"code\":\"x\"},\"expr\":\"\\n\"}",
        "{\"a\":\"\n\"}"
      })
  void proofIsReadAsItWasWritten(String json) {
    TableRoll roll = roll(json, proof());

    assertThat(read(EntryCodec.write(roll))).isEqualTo(roll);
  }

  @Test
  void nodeWithoutProofsReadsARollWithOneMemberMore() {
    String[] lines = EntryCodec.write(roll("{\"total\":3}", proof())).split("\n", 10);

    assertThat(lines).hasSize(10).startsWith("1");
    JsonObject roll = object(lines[9]);
    assertThat(roll.keySet()).containsExactly("proof", "total");
    assertThat(roll.getInt("total")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"total\":3}", "[1,2]", "{}", "7", "\"whaaat?\""})
  void rollWithoutAProofIsWrittenAsBefore(String json) {
    String written = EntryCodec.write(roll(json, null));

    assertThat(written).endsWith("\n" + json);
    assertThat(read(written)).isEqualTo(roll(json, null));
  }

  /** An engine without seeds may answer with an array, which has no room for its name. */
  @ParameterizedTest
  @ValueSource(strings = {"[1,2]", "{}", "7"})
  void rollThatIsNoObjectWithMembersHasNoProof(String json) {
    assertThat(read(EntryCodec.write(roll(json, TableProof.unseeded("py-1")))))
        .isEqualTo(roll(json, null));
  }

  @Test
  void engineCannotPassAProofOffAsOurs() {
    String forged = "{\"proof\":\"" + proof().text() + "\",\"total\":3}";

    assertThat(read(EntryCodec.write(roll(forged, null)))).isEqualTo(roll(forged, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"proof\":\"x\",\"total\":3}", "{\"proof\":\"", "{\"proof\":\"s 1\"}"})
  void damagedProofIsAnEntryThatNobodySees(String json) {
    String written = EntryCodec.write(roll("{\"total\":3}", null)).replace("{\"total\":3}", json);

    assertThat(read(written).to()).isEqualTo(Addressees.of(Audience.SELF));
    assertThat(metrics.total(Counter.BUS_ENTRIES_UNREADABLE)).isOne();
  }

  @Test
  void rootsOfMembersAreReadAsTheyWereWritten() {
    Member seen = new Member("fedcba9876543210", "Bo", "#e69f00", Role.PLAYER, "abcd");
    List<Member> members = List.of(ANA.with(series.roots()), seen);

    String written = EntryCodec.write(members);

    assertThat(codec.readMembers(written)).containsExactlyInAnyOrderElementsOf(members);
    assertThat(written.lines().filter(line -> line.split("\t", -1).length == 5)).hasSize(2);
    assertThat(metrics.total(Counter.BUS_ENTRIES_UNREADABLE)).isZero();
  }

  private TableProof proof() {
    return TableProof.seeded(series.take(), "3d6 \"x\"", List.of(), List.of());
  }

  private static TableRoll roll(String json, @Nullable TableProof proof) {
    return new TableRoll(ANA, Addressees.ALL, "luck", json, 7, 0, proof);
  }

  private TableRoll read(String text) {
    Entry entry = codec.read(1, "tag", text);
    return entry.roll();
  }

  private static JsonObject object(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
