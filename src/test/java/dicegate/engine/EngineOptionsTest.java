package dicegate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.zmq.CurveKeyPair;
import dicegate.zmq.CurveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EngineOptionsTest {

  private static final CurveKeyPair ENGINE = CurveKeyPair.generate();
  private static final CurveKeyPair GATEWAY = CurveKeyPair.generate();
  private static final CurveKeyPair OTHER_GATEWAY = CurveKeyPair.generate();

  @TempDir private Path folder;

  @Test
  void defaultsAreThoseOfTheEmbeddedEngine() {
    EngineSettings settings = read(List.of(), Map.of());

    assertThat(settings.bind()).isEqualTo("tcp://127.0.0.1:5556");
    assertThat(settings.workers()).isPositive();
    assertThat(settings.thinkTime()).isZero();
    assertThat(settings.curve()).isNull();
  }

  @Test
  void optionsOverrideTheEnvironmentWhichOverridesTheFile() throws IOException {
    Path file = folder.resolve("engine.properties");
    Files.writeString(
        file,
        """
        dicegate.engines=tcp://elsewhere:1
        dicegate.engine.bind=tcp://127.0.0.1:1
        dicegate.engine.workers=1
        dicegate.engine.think-time=PT1S
        """);

    EngineSettings settings =
        read(
            List.of("--settings", file.toString(), "--bind", "tcp://*:3"),
            Map.of("DICEGATE_ENGINE_BIND", "tcp://*:2", "DICEGATE_ENGINE_WORKERS", "2"));

    assertThat(settings.bind()).isEqualTo("tcp://*:3");
    assertThat(settings.workers()).isEqualTo(2);
    assertThat(settings.thinkTime()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void fileTakesKeysAsKeygenPrintsThem() throws IOException {
    Path file = folder.resolve("engine.properties");
    Files.writeString(file, "dicegate.engine.curve.secret-key=" + ENGINE.secretKey().z85());

    EngineSettings settings =
        read(
            List.of(
                "--settings",
                file.toString(),
                "--curve-clients",
                GATEWAY.publicKey().z85() + ", " + OTHER_GATEWAY.publicKey().z85()),
            Map.of());

    CurveServer curve = Objects.requireNonNull(settings.curve());
    assertThat(curve.keys()).isEqualTo(ENGINE);
    assertThat(curve.allows(GATEWAY.publicKey())).isTrue();
    assertThat(curve.allows(OTHER_GATEWAY.publicKey())).isTrue();
    assertThat(curve.allows(ENGINE.publicKey())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--bind",
        "--bind inproc",
        "--bind udp://127.0.0.1:1",
        "--bind tcp://127.0.0.1:65536",
        "--bind tcp://*:1 --bind tcp://*:2",
        "--workers 0",
        "--workers 65",
        "--workers four",
        "--think-time 2s",
        "--think-time PT-1S",
        "--settings /nowhere/engine.properties",
        "--curve-secret-key anything",
        "--curve-clients anything",
        "serve"
      })
  void wrongOptionIsRefused(String line) {
    List<String> args = List.of(line.split(" ", -1));

    assertThatThrownBy(() -> read(args, Map.of())).isInstanceOf(UsageException.class);
  }

  @Test
  void wrongValueIsReportedWithItsSetting() {
    assertThatThrownBy(() -> read(List.of("--workers", "65"), Map.of()))
        .hasMessage("dicegate.engine.workers: expected a whole number from 1 to 64, not \"65\"");
  }

  @Test
  void misspeltSettingIsRefused() throws IOException {
    Path file = folder.resolve("engine.properties");
    Files.writeString(file, "dicegate.engine.worker=1");

    assertThatThrownBy(() -> read(List.of("--settings", file.toString()), Map.of()))
        .hasMessageContaining("dicegate.engine.worker");
  }

  @Test
  void noMessageQuotesASecret() {
    String almost = ENGINE.secretKey().z85().substring(1);

    assertThatThrownBy(
            () ->
                read(
                    List.of("--curve-clients", GATEWAY.publicKey().z85()),
                    Map.of("DICEGATE_ENGINE_CURVE_SECRET_KEY", almost)))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining(almost.substring(0, 10));
  }

  @Test
  void secretKeyWithoutClientsIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    List.of(),
                    Map.of("DICEGATE_ENGINE_CURVE_SECRET_KEY", ENGINE.secretKey().z85())))
        .hasMessageContaining("needs both");
  }

  @Test
  void onlyABindBeyondLoopbackWithoutCurveIsOpen() {
    Map<String, String> curve =
        Map.of(
            "DICEGATE_ENGINE_CURVE_SECRET_KEY",
            ENGINE.secretKey().z85(),
            "DICEGATE_ENGINE_CURVE_CLIENTS",
            GATEWAY.publicKey().z85());

    for (String loopback : List.of("tcp://127.0.0.1:1", "tcp://localhost:1", "tcp://[::1]:1")) {
      assertThat(read(List.of("--bind", loopback), Map.of()).open()).isFalse();
    }
    for (String outside : List.of("tcp://*:1", "tcp://0.0.0.0:1", "tcp://10.0.0.1:1")) {
      assertThat(read(List.of("--bind", outside), Map.of()).open()).isTrue();
      assertThat(read(List.of("--bind", outside), curve).open()).isFalse();
    }
  }

  private static EngineSettings read(List<String> args, Map<String, String> environment) {
    return EngineOptions.read(args, environment, "1.2.3");
  }
}
