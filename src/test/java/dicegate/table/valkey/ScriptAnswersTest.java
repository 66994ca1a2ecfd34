package dicegate.table.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.table.log.BusUnavailableException;
import dicegate.table.log.PolicyState;
import dicegate.table.log.TablePolicy;
import dicegate.table.log.TableRefusedException;
import dicegate.table.log.TableRefusedException.Reason;
import dicegate.table.log.TableState;
import dicegate.telemetry.Metrics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers of the scripts, without a server. */
final class ScriptAnswersTest {

  private final ScriptAnswers answers = new ScriptAnswers(new EntryCodec(new Metrics()));

  @Test
  void stateOfTableIsRead() {
    List<String> opened = List.of("epoch", "verifier", "7", "tag", "", "0", "0");

    assertThat(answers.state(opened))
        .isEqualTo(
            new TableState("epoch", 7, "tag", new PolicyState(TablePolicy.initial("verifier"), 0)));
    assertThat(answers.hasEvicted(opened)).isFalse();
  }

  @Test
  void evictionIsTheLastField() {
    assertThat(answers.hasEvicted(List.of("epoch", "verifier", "0", "", "", "0", "1"))).isTrue();
    assertThat(answers.hasEvicted(List.of("full"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"owner, TABLES_OF_OWNER", "memory, MEMORY", "full, TABLES"})
  void refusalHasItsReason(String answer, Reason reason) {
    assertThatThrownBy(() -> answers.state(List.of(answer)))
        .isInstanceOfSatisfying(
            TableRefusedException.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  @Test
  void unreadableEntryKeepsItsOffset() {
    List<Object> entry = List.of("12-0", List.of("t", "tag", "e", "of a newer version"));

    assertThat(answers.page(List.of("epoch", List.of(entry), "0")).entries())
        .singleElement()
        .satisfies(read -> assertThat(read.offset()).isEqualTo(12));
  }

  @Test
  void otherFormIsBusUnavailable() {
    assertThatThrownBy(() -> answers.page("text"))
        .isInstanceOf(BusUnavailableException.class)
        .hasMessageContaining("unexpected form");
  }
}
