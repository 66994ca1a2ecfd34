package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid names, colours and themes, and the identity of members. */
final class MemberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"Ana", "Žofie", "李", "محمد", "O'Neil <b>", "👩\u200d🚀", "نامه\u200cای", "a b"})
  void namesOfPeopleAreAccepted(String name) {
    assertThat(Member.checkedName(name)).contains(name);
    assertThat(TableRoll.isLabel(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "An\na",
        "An\ta",
        "An\u0000a",
        "An\u007fa",
        "An\u0085a",
        "An\u2028a",
        "An\u2029a",
        "An\u202ea",
        "An\u2066a",
        "An\u200fa",
        "An\ufeffa",
        "An\u00ada",
        "An\ud83c",
        "\udfb2An",
        "An\udb40\udc41a",
      })
  void invisibleAndControlCharactersAreRefused(String name) {
    assertThat(Member.checkedName(name)).isEmpty();
    assertThat(TableRoll.isLabel(name)).isFalse();
  }

  @Test
  void blanksAroundANameAreRemoved() {
    assertThat(Member.checkedName(" \u2003Ana\u3000 ")).contains("Ana");
    assertThat(Member.checkedName(" ")).isEmpty();
    assertThat(Member.checkedName("")).isEmpty();
  }

  @Test
  void longestNameAndLabelAreAcceptedAndLongerOnesAreNot() {
    assertThat(Member.checkedName("x".repeat(40))).isPresent();
    assertThat(Member.checkedName("x".repeat(41))).isEmpty();
    assertThat(TableRoll.isLabel("x".repeat(80))).isTrue();
    assertThat(TableRoll.isLabel("x".repeat(81))).isFalse();
    assertThat(TableRoll.isLabel("")).isTrue();
  }

  @Test
  void tokenIdentifiesAMemberAtOneTableOnly() {
    TableId other = new TableId("other");
    String token = Member.newToken();

    String id = Member.idOf(TableBusContract.TABLE, token);

    assertThat(Member.isToken(token)).isTrue();
    assertThat(id).hasSize(Member.ID_CHARS).isNotEqualTo(token);
    assertThat(Member.idOf(TableBusContract.TABLE, token)).isEqualTo(id);
    assertThat(Member.idOf(other, token)).isNotEqualTo(id);
    assertThat(Member.idOf(TableBusContract.TABLE, Member.newToken())).isNotEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "012345678901234567890=", "0123456789012345678901x"})
  void otherTextIsNotAToken(String text) {
    assertThat(Member.isToken(text)).isFalse();
  }

  @Test
  void coloursAreSixDigits() {
    assertThat(Member.isColour("#00ff7f")).isTrue();
    assertThat(Member.isColour("#00FF7F")).isFalse();
    assertThat(Member.isColour("#fff")).isFalse();
    assertThat(Member.isColour("red")).isFalse();
    assertThat(Member.isColour("#00ff7f;")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ivory",
        "obsidian",
        "brass",
        "glass",
        "bone-and-ink",
        "high-contrast",
        "a",
        "x9-",
        "a--b"
      })
  void themesAreNamesOfSmallLettersDigitsAndHyphens(String name) {
    assertThat(Member.isTheme(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Brass",
        "9x",
        "-x",
        "a b",
        "a_b",
        "br\u00e4ss",
        "brass\n",
        "brass;",
        "\u0131vory"
      })
  void otherTextIsNotATheme(String text) {
    assertThat(Member.isTheme(text)).isFalse();
  }

  @Test
  void longestThemeIsAcceptedAndALongerOneIsNot() {
    assertThat(Member.isTheme("x".repeat(Member.MAX_THEME_CHARS))).isTrue();
    assertThat(Member.isTheme("x".repeat(Member.MAX_THEME_CHARS + 1))).isFalse();
  }

  @Test
  void themeIsKeptInAnotherRoleAndUnderAnotherNameAndInEntries() {
    Member ana = new Member("id", "Ana", "#00ff7f", "brass", Role.GM, "abcd", List.of("0a"));

    assertThat(List.of(ana.named("Bo"), ana.in(Role.WATCHER), ana.with(List.of()), ana.bare()))
        .extracting(Member::theme)
        .containsOnly("brass");
  }

  @Test
  void sizeOfAnEntryIncludesTheTheme() {
    Member plain = new Member("id", "Ana", "#00ff7f", "", Role.GM);
    Member themed = new Member("id", "Ana", "#00ff7f", "brass", Role.GM);

    assertThat(roll(themed).chars() - roll(plain).chars()).isEqualTo("brass".length());
  }

  private static TableRoll roll(Member by) {
    return new TableRoll(by, Audience.ALL, "", "{}", 0, 0);
  }
}
