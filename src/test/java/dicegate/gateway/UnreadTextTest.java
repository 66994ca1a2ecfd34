package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.http.ByteBudget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnreadTextTest {

  private static final String ADDRESS = "192.0.2.1";
  private static final int LARGE = 500_000;

  private final ByteBudget budget = UnreadText.budget(true);

  @Test
  void shortAnswersAreNotCounted() {
    UnreadText text = new UnreadText(ADDRESS, budget);

    assertThat(text.tryAdd(UnreadText.FREE_CHARS)).isTrue();
    assertThat(budget.held()).isZero();
    assertThat(text.tryAdd(1)).isTrue();
    assertThat(budget.held()).isPositive();
  }

  @Test
  void textThatIsReadIsReleased() {
    UnreadText text = new UnreadText(ADDRESS, budget);
    for (int i = 0; i < 20; i++) {
      assertThat(text.tryAdd(LARGE)).isTrue();
      text.remove(LARGE);
      assertThat(budget.held()).isZero();
    }
  }

  @Test
  void addressHasALimitThatOthersDoNotFeel() {
    List<UnreadText> texts = fill(ADDRESS);

    assertThat(new UnreadText(ADDRESS, budget).tryAdd(LARGE)).isFalse();
    assertThat(new UnreadText(ADDRESS, budget).tryAdd(UnreadText.FREE_CHARS)).isTrue();
    assertThat(new UnreadText("192.0.2.2", budget).tryAdd(LARGE)).isTrue();
    texts.get(0).end();
    assertThat(new UnreadText(ADDRESS, budget).tryAdd(LARGE)).isTrue();
  }

  @Test
  void allAddressesHaveALimit() {
    List<UnreadText> texts = new ArrayList<>();
    for (int i = 0; i < UnreadText.MAX_CHARS / UnreadText.MAX_CHARS_PER_ADDRESS; i++) {
      texts.addAll(fill("192.0.2." + i));
    }

    assertThat(new UnreadText("192.0.2.99", budget).tryAdd(LARGE)).isFalse();
    texts.forEach(UnreadText::end);
    assertThat(budget.held()).isZero();
  }

  @Test
  void connectionThatHasEndedTakesNothing() {
    UnreadText text = new UnreadText(ADDRESS, budget);
    text.tryAdd(LARGE);
    text.end();
    text.remove(LARGE);

    assertThat(text.tryAdd(LARGE)).isTrue();
    assertThat(budget.held()).isZero();
  }

  @Test
  void addressesThatDoNotDistinguishClientsHaveNoLimit() {
    ByteBudget shared = UnreadText.budget(false);
    UnreadText text = new UnreadText(ADDRESS, shared);

    assertThat(text.tryAdd(2 * UnreadText.MAX_CHARS_PER_ADDRESS)).isTrue();
    assertThat(text.tryAdd(UnreadText.MAX_CHARS)).isFalse();
  }

  /** Takes all that one address may hold. */
  private List<UnreadText> fill(String address) {
    List<UnreadText> texts = new ArrayList<>();
    UnreadText text = new UnreadText(address, budget);
    while (text.tryAdd(LARGE)) {
      texts.add(text);
      text = new UnreadText(address, budget);
    }
    while (text.tryAdd(1_024)) {}
    texts.add(text);
    return texts;
  }
}
