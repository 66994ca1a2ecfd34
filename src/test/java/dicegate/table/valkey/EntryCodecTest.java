package dicegate.table.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.TestSeries;
import dicegate.table.log.ActKind;
import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.Entry;
import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.table.log.TableAct;
import dicegate.table.log.TablePolicy;
import dicegate.table.log.TableProof;
import dicegate.table.log.TableRoll;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.verify.PlayerSeries;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proofs and themes in entries, and roots and themes in presence, also as nodes without them read
 * and write them.
 */
final class EntryCodecTest {

  private static final Member ANA = new Member("0123456789abcdef", "Ana", "#56b4e9", "", Role.GM);
  private static final Member BRASS =
      new Member("0123456789abcdef", "Ana", "#56b4e9", "brass", Role.GM);
  private static final Member INK =
      new Member("fedcba9876543210", "Bo", "#e69f00", "bone-and-ink", Role.PLAYER);

  /** As versions without themes write it. */
  private static final String OLDER_ROLL =
      "1\n0123456789abcdef\ngm\n#56b4e9\nAna\nall\n7\n0\nluck\n";

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
    Member seen =
        new Member("fedcba9876543210", "Bo", "#e69f00", "", Role.PLAYER, "abcd", List.of());
    List<Member> members = List.of(ANA.with(series.roots()), seen);

    String written = EntryCodec.write(members);

    assertThat(codec.readMembers(written)).containsExactlyInAnyOrderElementsOf(members);
    assertThat(written.lines().filter(line -> line.split("\t", -1).length == 5)).hasSize(2);
    assertThat(metrics.total(Counter.BUS_ENTRIES_UNREADABLE)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"total\":3}", "{\"theme\":\"ivory\"}", "{\"proof\":\"x\",\"a\":\"\n\"}"})
  void themeIsReadAsItWasWritten(String json) {
    for (TableProof proof : Arrays.asList(null, proof(), TableProof.unseeded(""))) {
      TableRoll roll = new TableRoll(BRASS, Addressees.ALL, "luck", json, 7, 0, proof);

      assertThat(read(EntryCodec.write(roll))).isEqualTo(roll);
    }
  }

  @Test
  void rollOfAMemberWithoutAThemeIsWrittenAndReadAsByNodesWithoutThemes() {
    TableRoll roll = roll("{\"total\":3}", null);

    assertThat(EntryCodec.write(roll)).isEqualTo(OLDER_ROLL + "{\"total\":3}");
    assertThat(read(OLDER_ROLL + "{\"total\":3}")).isEqualTo(roll);
  }

  @Test
  void nodeWithoutThemesReadsTheProofAndARollWithOneMemberMore() {
    TableRoll roll = new TableRoll(BRASS, Addressees.ALL, "luck", "{\"total\":3}", 7, 0, proof());

    String written = EntryCodec.write(roll);

    assertThat(written).startsWith(OLDER_ROLL + "{\"proof\":\"");
    assertThat(object(written.split("\n", 10)[9]).keySet())
        .containsExactly("proof", "theme", "total");
  }

  /** A node without themes does not mark a member of an engine's result that has this name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"theme\":\"Not a name\",\"total\":3}",
        "{\"theme\":\"ivory\"}",
        "{\"theme\":\"",
        "{\"theme\":7,\"total\":3}"
      })
  void memberOfARollThatIsNoThemeIsTheEngines(String json) {
    assertThat(read(OLDER_ROLL + json)).isEqualTo(roll(json, null));
    assertThat(metrics.total(Counter.BUS_ENTRIES_UNREADABLE)).isZero();
  }

  @Test
  void engineCannotPassAThemeOffAsTheRollers() {
    String forged = "{\"theme\":\"ivory\",\"total\":3}";

    assertThat(read(EntryCodec.write(roll(forged, null)))).isEqualTo(roll(forged, null));
    assertThat(read(EntryCodec.write(roll(forged, proof()))).by()).isEqualTo(ANA);
  }

  @Test
  void themesOfAnActAreReadAsTheyWereWritten() {
    for (Member by : List.of(ANA, BRASS)) {
      for (Member target : Arrays.asList(null, ANA, INK)) {
        TableAct act = act(by, target);

        assertThat(codec.read(1, "tag", EntryCodec.write(act)).content()).isEqualTo(act);
      }
    }
  }

  @Test
  void nodeWithoutThemesSkipsTheLinesOfThemesOfAnAct() {
    String themed = EntryCodec.write(act(BRASS, INK));
    Member plain = new Member(INK.id(), INK.name(), INK.colour(), "", INK.role());

    assertThat(themed)
        .isEqualTo(
            EntryCodec.write(act(ANA, plain)) + "\ntheme\tby\tbrass\ntheme\ttarget\tbone-and-ink");
    assertThat(PolicyCodec.read(themed.split("\n", 14)[13])).isEqualTo(act(ANA, plain).policy());
  }

  @Test
  void themesOfMembersAreReadAsTheyWereWritten() {
    List<Member> members = List.of(BRASS.with(series.roots()), INK);

    String written = EntryCodec.write(members);

    assertThat(codec.readMembers(written)).containsExactlyInAnyOrderElementsOf(members);
    assertThat(written.lines().filter(line -> line.split("\t", -1).length == 5)).hasSize(2);
    assertThat(written).contains("\ntheme\t0123456789abcdef\tbrass");
    assertThat(metrics.total(Counter.BUS_ENTRIES_UNREADABLE)).isZero();
  }

  @Test
  void memberWithoutAThemeIsPresentAsOnNodesWithoutThemes() {
    assertThat(EntryCodec.write(List.of(ANA))).isEqualTo("0123456789abcdef\tgm\t#56b4e9\tAna\t");
    assertThat(codec.readMembers("0123456789abcdef\tgm\t#56b4e9\tAna")).containsExactly(ANA);
  }

  @Test
  void lineOfANewerVersionOfAMemberIsSkippedAndADamagedMemberIsCounted() {
    String members = EntryCodec.write(List.of(BRASS));

    assertThat(codec.readMembers("newer\t0123456789abcdef\tthing\n" + members))
        .containsExactly(BRASS);
    assertThat(metrics.total(Counter.BUS_ENTRIES_UNREADABLE)).isZero();
    assertThat(codec.readMembers("damaged\n" + members)).containsExactly(BRASS);
    assertThat(metrics.total(Counter.BUS_ENTRIES_UNREADABLE)).isOne();
  }

  private static TableAct act(Member by, @Nullable Member target) {
    ActKind kind = target == null ? ActKind.LOCK : ActKind.REMOVE;
    return new TableAct(by, kind, target, "on", 7, TablePolicy.initial("verifier"), 3);
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
