package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.table.ShareAnswer;
import dicegate.table.TestSeries;
import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.TableProof;
import dicegate.verify.PlayerSeries;
import dicegate.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order in which rolls are published, and what is told of those that are not seen. */
final class TableSeriesTest {

  private static final ShareAnswer REFUSED = new ShareAnswer.Refused(ErrorCode.TABLE_UNAVAILABLE);

  private final TableSeries series =
      new TableSeries("fair-fox-7", PlayerSeries.ofTableRolls(TestSeries.SOURCE));
  private final List<Integer> published = new ArrayList<>();
  private final List<TableProof> proofs = new ArrayList<>();

  @Test
  void rollsArePublishedInTheOrderOfTheirNumbers() {
    TableSeries.Turn first = series.take();
    TableSeries.Turn second = series.take();
    TableSeries.Turn third = series.take();

    publish(third, Audience.ALL);
    publish(second, Audience.ALL);
    assertThat(published).isEmpty();
    publish(first, Audience.ALL);

    assertThat(published).containsExactly(0, 1, 2);
  }

  @Test
  void rollWaitsUntilTheOneBeforeItIsPublished() {
    CompletableFuture<ShareAnswer> pending = new CompletableFuture<>();
    TableSeries.Turn first = series.take();
    TableSeries.Turn second = series.take();
    first.run(() -> pending, (answer, failure) -> published.add(0));
    publish(second, Audience.ALL);
    assertThat(published).isEmpty();

    pending.complete(REFUSED);

    assertThat(published).containsExactly(0, 1);
    assertThat(proofs.getFirst().unused()).containsExactly(0);
  }

  @Test
  void faultOfOneRollDoesNotHoldTheNext() {
    TableSeries.Turn first = series.take();
    TableSeries.Turn second = series.take();
    List<Throwable> faults = new ArrayList<>();
    publish(second, Audience.ALL);

    first.run(
        () -> {
          throw new IllegalStateException("broken on purpose");
        },
        (answer, failure) -> faults.add(failure));

    assertThat(faults).singleElement().hasFieldOrPropertyWithValue("message", "broken on purpose");
    assertThat(published).containsExactly(1);
  }

  @Test
  void nextRollForAllTellsOnceWhatIsNotSeen() {
    publish(series.take(), Audience.ALL);
    series.take().skip();
    publish(series.take(), Audience.GM);
    publish(series.take(), Audience.BLIND);
    series.take().skip();
    publish(series.take(), Audience.ALL);
    publish(series.take(), Audience.ALL);

    assertThat(proofs).extracting(TableProof::index).containsExactly(0, 2, 3, 5, 6);
    assertThat(proofs.get(1).unused()).as("a hidden roll tells nothing").isEmpty();
    assertThat(proofs.get(3).unused()).containsExactly(1, 4);
    assertThat(proofs.get(3).hidden()).containsExactly(2, 3);
    assertThat(proofs.get(4).unused()).isEmpty();
    assertThat(proofs.get(4).hidden()).isEmpty();
  }

  @Test
  void rollThatWasPublishedBeforeLeavesItsNumberUnused() {
    TableProof earlier = publish(series.take(), Audience.ALL);
    publish(series.take(), Audience.ALL, new ShareAnswer.Shared(1, "{}", earlier));
    publish(series.take(), Audience.ALL, new ShareAnswer.Shared(2, "{}", TableProof.unseeded("")));
    publish(series.take(), Audience.ALL);

    assertThat(proofs.getLast().unused()).containsExactly(1, 2);
  }

  @Test
  void turnRunsOnce() {
    TableSeries.Turn turn = series.take();
    publish(turn, Audience.ALL);
    publish(turn, Audience.ALL);
    turn.skip();
    publish(series.take(), Audience.ALL);

    assertThat(published).containsExactly(0, 1);
    assertThat(proofs.getLast().unused()).isEmpty();
  }

  @Test
  void numbersOfASeriesThatHasEndedAreNotToldOfTheNext() {
    publish(series.take(), Audience.ALL);
    for (int i = 1; i < 64; i++) {
      series.take().skip();
    }
    publish(series.take(), Audience.ALL);

    assertThat(proofs.getLast().index()).isZero();
    assertThat(proofs.getLast().root()).isNotEqualTo(proofs.getFirst().root());
    assertThat(proofs.getLast().unused()).isEmpty();
  }

  private @Nullable TableProof publish(TableSeries.Turn turn, Audience to) {
    return publish(turn, to, null);
  }

  /** Publishes a roll; returns the proof, or null while it waits for its turn. */
  private @Nullable TableProof publish(
      TableSeries.Turn turn, Audience to, @Nullable ShareAnswer answer) {
    int before = proofs.size();
    turn.run(
        () -> {
          TableProof proof = turn.proof("3d6", Addressees.of(to));
          proofs.add(proof);
          return CompletableFuture.completedFuture(
              answer == null ? new ShareAnswer.Shared(1, "{}", proof) : answer);
        },
        (done, failure) -> published.add(turn.number().index()));
    return proofs.size() > before ? proofs.get(before) : null;
  }
}
