package dicegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IncidentsTest {

  private final Metrics metrics = new Metrics();
  private final AtomicLong clock = new AtomicLong();
  private final Incidents incidents = new Incidents(metrics, clock::get);
  private final List<String> lines = new ArrayList<>();

  private final System.Logger log =
      new System.Logger() {
        @Override
        public String getName() {
          return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
          return true;
        }

        @Override
        public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String line,
            @Nullable Throwable thrown) {
          lines.add(String.valueOf(line));
        }

        @Override
        public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... params) {
          lines.add(String.valueOf(format));
        }
      };

  @Test
  void oneIsLoggedInASecondAndAllAreCounted() {
    for (int i = 0; i < 1_000; i++) {
      incidents.report(log, "test", new IllegalStateException());
    }
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    incidents.report(log, "test", new IllegalStateException());

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).endsWith("where=test unlogged=999");
    assertThat(metrics.total(Counter.INCIDENTS)).isEqualTo(1_001);
  }
}
