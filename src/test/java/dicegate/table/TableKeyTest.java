package dicegate.table;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.log.Role;
import dicegate.table.log.TableBusContract;
import dicegate.verify.PlayerSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The roles and tables that a key gives access to. */
final class TableKeyTest {

  private static final TableKey GM = TableKey.random();
  private static final TableKey PLAYER = GM.forRole(Role.PLAYER).orElseThrow();
  private static final TableKey WATCHER = GM.forRole(Role.WATCHER).orElseThrow();

  @Test
  void textIsReadBack() {
    for (TableKey key : new TableKey[] {GM, PLAYER, WATCHER}) {
      assertThat(TableKey.parse(key.text())).contains(key);
    }
    assertThat(GM.text()).startsWith("g").hasSize(23);
    assertThat(PLAYER.text()).startsWith("p");
    assertThat(WATCHER.text()).startsWith("w");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "g",
        "x0123456789012345678901",
        "g012345678901234567890",
        "g01234567890123456789012",
        "g012345678901234567890=",
        "G0123456789012345678901",
        "g0123456789012345678901\n",
      })
  void otherTextIsNotAKey(String text) {
    assertThat(TableKey.parse(text)).isEmpty();
  }

  @Test
  void allKeysOfATableHaveOneVerifier() {
    assertThat(GM.verifier()).isEqualTo(PLAYER.verifier()).isEqualTo(WATCHER.verifier());
    assertThat(TableKey.random().verifier()).isNotEqualTo(GM.verifier());
  }

  @Test
  void weakerKeysAreTheSameByEveryDerivation() {
    assertThat(PLAYER.forRole(Role.WATCHER)).contains(WATCHER);
    assertThat(PLAYER.forRole(Role.PLAYER)).contains(PLAYER);
    assertThat(GM.forRole(Role.GM)).contains(GM);
  }

  @Test
  void strongerKeysCannotBeDerived() {
    assertThat(PLAYER.forRole(Role.GM)).isEmpty();
    assertThat(WATCHER.forRole(Role.PLAYER)).isEmpty();
    assertThat(WATCHER.forRole(Role.GM)).isEmpty();
  }

  @Test
  void changedLetterGivesNoStrongerRole() {
    TableKey promoted = TableKey.parse("g" + PLAYER.secret()).orElseThrow();

    assertThat(promoted.role()).isEqualTo(Role.GM);
    assertThat(promoted.verifier()).isNotEqualTo(GM.verifier());
  }

  @Test
  void secretIsNotLogged() {
    assertThat(GM.toString()).doesNotContain(GM.secret());
    assertThat(
            new JoinCredentials(
                    TableBusContract.ANA,
                    "token",
                    GM,
                    "",
                    PlayerSeries.ofTableRolls(TestSeries.SOURCE))
                .toString())
        .doesNotContain(GM.secret())
        .doesNotContain("token");
  }
}
