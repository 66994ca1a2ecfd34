package dicegate.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.verify.SeriesLedger.Audience;
import dicegate.verify.SeriesLedger.Roll;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of a ledger, of which {@code ExportVerifierTest} has whole logs. */
final class SeriesLedgerTest {

  private final SeriesLedger ledger = new SeriesLedger();

  @Test
  void numbersBetweenRollsForAllAreAccountedFor() {
    assertThat(add(2, Audience.ALL, "a")).isEmpty();
    assertThat(add(7, Audience.ALL, "b", List.of(3), List.of(4))).isEmpty();

    assertThat(ledger.gaps()).isEqualTo(Map.of("root", List.of(5, 6)));
    assertThat(ledger.unused()).isEqualTo(Map.of("root", 1));
    assertThat(ledger.last("root")).isEqualTo(7);
    assertThat(ledger.last("other")).isEqualTo(-1);
  }

  @Test
  void numbersFromZeroAreAccountedForIfTheLogHasTheBeginning() {
    add(2, Audience.ALL, "a");
    ledger.beginsAtZero("root");

    assertThat(ledger.gaps()).isEqualTo(Map.of("root", List.of(0, 1)));
  }

  @Test
  void numbersAroundHiddenRollsMayBeAccountedForLater() {
    add(2, Audience.SOME, "a");
    add(5, Audience.SOME, "b");
    add(4, Audience.REVEAL, "c");

    assertThat(ledger.gaps()).isEmpty();
  }

  @Test
  void ownRollsAndRollsAtTheTableAscendEachForThemselves() {
    assertThat(add(5, Audience.SOME, "whisper")).isEmpty();
    assertThat(add(3, Audience.OWN, "own")).isEmpty();
    assertThat(add(2, Audience.OWN, "own 2")).hasSize(1);
  }

  @Test
  void numberIsUsedOnceExceptByTheRevealOfAHiddenRoll() {
    assertThat(add(1, Audience.SOME, "a")).isEmpty();
    assertThat(add(1, Audience.REVEAL, "a")).isEmpty();
    assertThat(add(1, Audience.REVEAL, "b")).hasSize(1);
    assertThat(add(2, Audience.ALL, "c")).isEmpty();
    assertThat(add(2, Audience.REVEAL, "c")).hasSize(1);
    assertThat(add(3, Audience.REVEAL, "a")).hasSize(1);
  }

  @Test
  void rollMayPrecedeItsBeingUnusedAndNotFollowIt() {
    assertThat(add(1, Audience.ALL, "a")).isEmpty();
    assertThat(add(4, Audience.ALL, "b", List.of(1, 2), List.of())).isEmpty();
    assertThat(add(2, Audience.REVEAL, "c")).hasSize(1);
  }

  private List<String> add(int index, Audience audience, String id) {
    return add(index, audience, id, List.of(), List.of());
  }

  private List<String> add(
      int index, Audience audience, String id, List<Integer> unused, List<Integer> hidden) {
    return ledger.add(new Roll("root", index, audience, id, "3d6", "seed", unused, hidden));
  }
}
