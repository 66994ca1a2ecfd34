package dicegate.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ByteBudgetTest {

  @Test
  void addressesAndTheWholeAreLimited() {
    ByteBudget budget = new ByteBudget(100, 60);

    assertThat(budget.tryAcquire("a", 60)).isTrue();
    assertThat(budget.tryAcquire("a", 1)).isFalse();
    assertThat(budget.tryAcquire("b", 41)).isFalse();
    assertThat(budget.tryAcquire("b", 40)).isTrue();
    assertThat(budget.tryAcquire("c", 1)).isFalse();
    assertThat(budget.held()).isEqualTo(100);
  }

  @Test
  void releasedBytesAreAvailableAgain() {
    ByteBudget budget = new ByteBudget(100, 60);
    budget.tryAcquire("a", 60);

    budget.release("a", 20);

    assertThat(budget.tryAcquire("a", 20)).isTrue();
    assertThat(budget.tryAcquire("a", 1)).isFalse();
  }

  @Test
  void zeroIsNoLimitPerAddress() {
    ByteBudget budget = new ByteBudget(100, 0);

    assertThat(budget.tryAcquire("a", 100)).isTrue();
    assertThat(budget.tryAcquire("a", 1)).isFalse();
  }
}
