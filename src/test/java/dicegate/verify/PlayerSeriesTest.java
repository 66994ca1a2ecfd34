package dicegate.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlayerSeriesTest {

  private final SeriesSource source = new SeriesSource(new SecureRandom());
  private final PlayerSeries series = PlayerSeries.ofTableRolls(source);

  @Test
  void rootsAreToldBeforeTheirSeriesBegin() {
    List<String> told = series.roots();
    for (int i = 0; i < RollSeries.SIZE; i++) {
      RollNumber number = series.take();
      assertThat(number.root()).isEqualTo(told.get(0));
      assertThat(number.index()).isEqualTo(i);
      assertThat(number.begins()).isFalse();
    }
    RollNumber next = series.take();

    assertThat(next.root()).isEqualTo(told.get(1));
    assertThat(next.index()).isZero();
    assertThat(next.begins()).isTrue();
    assertThat(series.state().root()).isEqualTo(told.get(1));
    assertThat(series.state().next()).isNull();
  }

  @Test
  void seedIsOfOneSeriesAlone() {
    List<String> roots = series.roots();
    assertThat(series.isSeeded()).isFalse();
    assertThat(series.seed(roots.get(1), "later"))
        .get()
        .extracting(PlayerSeries.State::next)
        .isNull();
    assertThat(series.isSeeded()).isTrue();
    assertThat(series.state().seed()).isEmpty();
    for (int i = 0; i <= RollSeries.SIZE; i++) {
      series.take();
    }

    assertThat(series.state().seed()).isEqualTo("later");
    assertThat(series.seed(roots.get(0), "x")).isEmpty();
    assertThat(series.seed(roots.get(1), "x")).isEmpty();
  }

  @Test
  void keyIsToldWhenTheRollIsReleasedAndNotBefore() {
    RollNumber number = series.take();
    assertThat(series.proof(number.root(), 0)).isEmpty();
    number.release();

    assertThat(series.proof(number.root(), 0)).contains(number.proof(""));
    assertThat(number.proof("3d6").isCommitted()).isTrue();
    for (int index : new int[] {-1, 1, 63, 64, 65, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThat(series.proof(number.root(), index)).as("%d", index).isEmpty();
    }
  }

  @Test
  void proofsOfTheLastSeriesAreKept() {
    Set<String> roots = new HashSet<>();
    String first = series.state().root();
    for (int i = 0; i < RollSeries.SIZE * PlayerSeries.KEPT; i++) {
      RollNumber number = series.take();
      number.release();
      roots.add(number.root());
    }
    assertThat(roots).hasSize(PlayerSeries.KEPT);
    assertThat(roots).allSatisfy(root -> assertThat(series.proof(root, 63)).isPresent());

    series.take();
    assertThat(series.proof(first, 63)).isEmpty();
  }

  @Test
  void seedsOfPlayersAreBounded() {
    assertThat(List.of("a", "ü".repeat(32), "a b\u00a0", "🎲")).allMatch(RollSeries::isSeed);
    assertThat(List.of("", "ü".repeat(33), "a\u0000", "a\n", "\u0085", "\ud800", "x".repeat(65)))
        .noneMatch(RollSeries::isSeed);
  }

  @Test
  void seriesOfOneRollHasItsKeyAsRoot() {
    RollSeries one = source.seriesOfOne();
    assertThat(one.begin("mine")).isTrue();
    RollProof proof = one.proof(0, "3d6");

    assertThat(proof.path()).isEmpty();
    assertThat(proof.isCommitted()).isTrue();
    assertThat(proof.seed()).isEqualTo("mine");
    assertThat(proof.rollSeed()).isEqualTo(one.rollSeed(0, "3d6"));
  }
}
