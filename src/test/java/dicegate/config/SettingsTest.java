package dicegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.fleet.EngineEndpoint;
import dicegate.wire.frames.Contract;
import dicegate.zmq.CurveKeyPair;
import dicegate.zmq.CurveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

  @Test
  void defaultsAreSafe() {
    Settings settings = read(Map.of());

    assertThat(settings.engine().bind()).isEqualTo("tcp://127.0.0.1:5556");
    assertThat(settings.engine().thinkTime()).isZero();
    assertThat(settings.engine().workers()).isPositive();
    assertThat(settings.engine().curve()).isNull();
    assertThat(settings.fleet().engines()).containsExactly(EngineEndpoint.EMBEDDED);
    assertThat(settings.fleet().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.gateway().limits().inFlight()).isEqualTo(256);
    assertThat(settings.gateway().limits().rate()).isEqualTo(20);
    assertThat(settings.gateway().limits().clients()).isEqualTo(10_000);
    assertThat(settings.gateway().limits().perAddress()).isEqualTo(1_000);
    assertThat(settings.gateway().origins()).isEmpty();
    assertThat(settings.frameAncestors().sources()).containsExactly("'none'");
  }

  @Test
  void everySettingIsRead() {
    Settings settings =
        read(
            Map.of(
                "dicegate.engine.bind", "tcp://*:0",
                "dicegate.engine.workers", "4",
                "dicegate.engine.think-time", "PT2S",
                "dicegate.engines", "inproc, seed+tcp://[::1]:5556,tcp://dice.example:5557",
                "dicegate.roll.timeout", "PT0.5S",
                "dicegate.client.in-flight", "7",
                "dicegate.client.rate", "0",
                "dicegate.client.per-address", "0",
                "dicegate.clients", "5",
                "dicegate.origins", "https://a.example, http://b.example:81"));

    assertThat(settings.engine().bind()).isEqualTo("tcp://*:0");
    assertThat(settings.engine().workers()).isEqualTo(4);
    assertThat(settings.engine().thinkTime()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.fleet().engines())
        .containsExactly(
            EngineEndpoint.EMBEDDED,
            new EngineEndpoint(Contract.SEED, "[::1]", 5556, false),
            new EngineEndpoint(Contract.V1, "dice.example", 5557, false));
    assertThat(settings.fleet().timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.gateway().limits().inFlight()).isEqualTo(7);
    assertThat(settings.gateway().limits().rate()).isZero();
    assertThat(settings.gateway().limits().perAddress()).isZero();
    assertThat(settings.gateway().limits().clients()).isEqualTo(5);
    assertThat(settings.gateway().origins())
        .containsExactly("https://a.example", "http://b.example:81");
  }

  @Test
  void curveIsOnWithTheEnginesKeyAndItsClients() {
    CurveKeyPair engine = CurveKeyPair.generate();
    CurveKeyPair gateway = CurveKeyPair.generate();

    Settings settings =
        read(
            Map.of(
                "dicegate.engine.curve.secret-key", engine.secretKey().z85(),
                "dicegate.engine.curve.clients", gateway.publicKey().z85()));

    assertThat(settings.engine().curve())
        .isEqualTo(new CurveServer(engine, Set.of(gateway.publicKey())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dicegate.engine.curve.secret-key", "dicegate.engine.curve.clients"})
  void halfOfCurveOrAWrongKeyIsRefusedUnquoted(String key) {
    String whole = CurveKeyPair.generate().secretKey().z85();

    for (String text : List.of(whole, whole.substring(1))) {
      assertThatThrownBy(() -> read(Map.of(key, text)))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining(key)
          .hasMessageNotContaining(text);
    }
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
    "dicegate.frame-ancestors, ''",
    "dicegate.frame-ancestors, none",
    "dicegate.frame-ancestors, *",
    "dicegate.frame-ancestors, '''none'',''self'''",
    "dicegate.frame-ancestors, vtt.example",
    "dicegate.frame-ancestors, https://vtt.example/x",
    "dicegate.frame-ancestors, https://vtt.example;script-src",
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
