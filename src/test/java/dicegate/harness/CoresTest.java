package dicegate.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The choice of cores; {@code OneCoreProcessIT} uses it. */
final class CoresTest {

  @Test
  void listsOfLinuxAreRead() {
    assertThat(Cores.parse("0")).containsExactly(0);
    assertThat(Cores.parse("0-1")).containsExactly(0, 1);
    assertThat(Cores.parse("2,4-6,9")).containsExactly(2, 4, 5, 6, 9);
  }

  @Test
  void serversHaveTheFirstCoreAndTheClientTheLast() {
    Cores cores = new Cores(List.of(2, 4, 5));

    assertThat(cores.serverPrefix()).containsExactly("taskset", "-c", "2");
    assertThat(cores.description()).isEqualTo("servers on core 2, client on core 5");
  }

  @Test
  void oneCoreIsShared() throws IOException, InterruptedException {
    Cores cores = new Cores(List.of(3));
    cores.moveClient();

    assertThat(cores.serverPrefix()).containsExactly("taskset", "-c", "3");
    assertThat(cores.description()).isEqualTo("servers and client on the only core");
  }

  @Test
  void nothingIsMovedWithoutTaskset() throws IOException, InterruptedException {
    Cores cores = new Cores(List.of());
    cores.moveClient();

    assertThat(cores.serverPrefix()).isEmpty();
    assertThat(cores.description()).contains("no taskset");
  }
}
