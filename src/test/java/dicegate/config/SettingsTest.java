package dicegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.wire.frames.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {

  @Test
  void defaultsAreSafe() {
    Settings settings = read(Map.of());

    assertThat(settings.engine().bind()).isEqualTo("tcp://127.0.0.1:5556");
    assertThat(settings.engine().thinkTime()).isZero();
    assertThat(settings.engine().workers()).isPositive();
    assertThat(settings.fleet().engine().embedded()).isTrue();
    assertThat(settings.fleet().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.gateway().limits().inFlight()).isEqualTo(256);
    assertThat(settings.gateway().limits().rate()).isEqualTo(20);
    assertThat(settings.gateway().limits().clients()).isEqualTo(10_000);
    assertThat(settings.gateway().limits().perAddress()).isEqualTo(1_000);
    assertThat(settings.gateway().origins()).isEmpty();
  }

  @Test
  void everySettingIsRead() {
    Settings settings =
        read(
            Map.of(
                "dicegate.engine.bind", "tcp://*:0",
                "dicegate.engine.workers", "4",
                "dicegate.engine.think-time", "PT2S",
                "dicegate.engines", "seed+tcp://[::1]:5556",
                "dicegate.roll.timeout", "PT0.5S",
                "dicegate.client.in-flight", "7",
                "dicegate.client.rate", "0",
                "dicegate.client.per-address", "0",
                "dicegate.clients", "5",
                "dicegate.origins", "https://a.example, http://b.example:81"));

    assertThat(settings.engine().bind()).isEqualTo("tcp://*:0");
    assertThat(settings.engine().workers()).isEqualTo(4);
    assertThat(settings.engine().thinkTime()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.fleet().engine().contract()).isEqualTo(Contract.SEED);
    assertThat(settings.fleet().engine().address()).isEqualTo("tcp://[::1]:5556");
    assertThat(settings.fleet().timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.gateway().limits().inFlight()).isEqualTo(7);
    assertThat(settings.gateway().limits().rate()).isZero();
    assertThat(settings.gateway().limits().perAddress()).isZero();
    assertThat(settings.gateway().limits().clients()).isEqualTo(5);
    assertThat(settings.gateway().origins())
        .containsExactly("https://a.example", "http://b.example:81");
  }

  @ParameterizedTest
  @CsvSource({
    "dicegate.engine.bind, tcp://127.0.0.1:65536",
    "dicegate.engine.bind, udp://127.0.0.1:5556",
    "dicegate.engine.bind, tcp://127.0.0.1",
    "dicegate.engine.workers, 0",
    "dicegate.engine.workers, 65",
    "dicegate.engine.workers, four",
    "dicegate.engine.think-time, PT-1S",
    "dicegate.engine.think-time, 2s",
    "dicegate.engines, http://dice",
    "dicegate.engines, 'inproc,inproc'",
    "dicegate.engines, tcp://host:0",
    "dicegate.engines, tcp://host:99999",
    "dicegate.roll.timeout, PT0S",
    "dicegate.roll.timeout, PT10M",
    "dicegate.client.in-flight, -1",
    "dicegate.client.in-flight, 257",
    "dicegate.client.rate, -1",
    "dicegate.client.rate, 100001",
    "dicegate.client.rate, 0.5",
    "dicegate.client.per-address, -1",
    "dicegate.clients, 0",
    "dicegate.clients, 1000001",
    "dicegate.origins, dice.example",
    "dicegate.origins, https://dice.example/",
  })
  void wrongValueIsRefusedByTheNameOfItsKey(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key + ": ")
        .hasMessageContaining("not \"");
  }

  @Test
  void allThatIsWrongIsInOneMessage() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "dicegate.engine.workers", "x",
                        "dicegate.roll.timeout", "y",
                        "dicegate.client.in-flight", "z")))
        .hasMessageContainingAll(
            "dicegate.engine.workers", "dicegate.roll.timeout", "dicegate.client.in-flight");
  }

  @Test
  void readmeHasEverySettingWithItsDefault() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    Settings.read(
        key -> {
          assertThat(readme).as("the README's table").contains("| `" + key + "` |");
          return Optional.empty();
        },
        "1.2.3");
  }

  private static Settings read(Map<String, String> values) {
    return Settings.read(key -> Optional.ofNullable(values.get(key)), "1.2.3");
  }
}
