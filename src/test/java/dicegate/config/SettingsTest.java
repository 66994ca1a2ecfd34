package dicegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.fleet.EngineEndpoint;
import dicegate.setting.Setting;
import dicegate.wire.frames.EngineProtocol;
import dicegate.zmq.CurveKeyPair;
import dicegate.zmq.CurveServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

  private static final Set<String> KEYS =
      SettingsTable.ALL.stream().map(Setting::key).collect(Collectors.toUnmodifiableSet());

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
    assertThat(settings.skipEmptyTimeouts()).isTrue();
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
            new EngineEndpoint(EngineProtocol.LEGACY, "[::1]", 5556, false),
            new EngineEndpoint(EngineProtocol.V1, "dice.example", 5557, false));
    assertThat(settings.fleet().timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.gateway().limits().inFlight()).isEqualTo(7);
    assertThat(settings.gateway().limits().rate()).isZero();
    assertThat(settings.gateway().limits().perAddress()).isZero();
    assertThat(settings.gateway().limits().clients()).isEqualTo(5);
    assertThat(settings.gateway().origins())
        .containsExactly("https://a.example", "http://b.example:81");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void truthValuesAreRead(boolean skip) {
    String text = Boolean.toString(skip);
    Settings settings =
        read(
            Map.of(
                "dicegate.tyrus.skip-empty-timeouts", text,
                "dicegate.undertow.skip-dispatch", text));

    assertThat(settings.skipEmptyTimeouts()).isEqualTo(skip);
    assertThat(settings.skipDispatch()).isEqualTo(skip);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void invalidSettingsEndTheProcessIfASettingSaysSo(boolean exits) {
    Map<String, String> settings =
        Map.of("dicegate.exit-if-invalid", "" + exits, "dicegate.clients", "0");

    assertThatThrownBy(() -> read(settings))
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.exits()).isEqualTo(exits));
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
  void incompleteOrInvalidCurveKeysAreRefusedWithoutQuotingThem(String key) {
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
    "dicegate.drain.time, PT6M",
    "dicegate.drain.time, PT-1S",
    "dicegate.drain.time, 5",
    "dicegate.tyrus.skip-empty-timeouts, off",
    "dicegate.undertow.skip-dispatch, 1",
    "dicegate.exit-if-invalid, yes",
    "dicegate.frame-ancestors, ''",
    "dicegate.frame-ancestors, none",
    "dicegate.frame-ancestors, *",
    "dicegate.frame-ancestors, '''none'',''self'''",
    "dicegate.frame-ancestors, vtt.example",
    "dicegate.frame-ancestors, https://vtt.example/x",
    "dicegate.frame-ancestors, https://vtt.example;script-src",
  })
  void invalidValueIsRefusedWithItsKey(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key + ": ")
        .hasMessageContaining("not \"");
  }

  @Test
  void allErrorsAreInOneMessage() {
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
  void unknownKeysAreInThatMessageToo() {
    assertThatThrownBy(
            () -> read(Map.of("dicegate.engine.workers", "-1", "dicegate.engine.wrokers", "4")))
        .hasMessageContainingAll(
            "dicegate.engine.workers: expected", "dicegate.engine.wrokers: there is no such");
  }

  @ParameterizedTest
  @CsvSource({
    "dicegate.engine.workers, true",
    "DICEGATE_ENGINE_WORKERS, true",
    "DICEGATE_CLIENT_IN_FLIGHT, true",
    "dicegate_engine_workers, true",
    "dicegate.engine.wrokers, false",
    "dicegate.Engine.workers, false",
    "DICEGATE_PORT_8088_TCP, false",
    "dicegate_engine, false",
    "other.key, true",
    "DICEGATER, true",
  })
  void unknownKeysWithOurPrefixAreFound(String name, boolean fine) {
    assertThat(UnknownKeys.among(List.of("PATH", name), KEYS))
        .isEqualTo(fine ? Set.of() : Set.of(name));
  }

  @Test
  void dottedNameThatSmallRyeAddsForAVariableIsNotUnknown() {
    List<String> names =
        List.of(
            "DICEGATE_CLIENT_PER_ADDRESS",
            "dicegate.client.per.address",
            "DICEGATE_PORT_8088_TCP",
            "dicegate.port.8088.tcp",
            "dicegate.client.in.flight");

    assertThat(UnknownKeys.among(names, KEYS))
        .containsExactlyInAnyOrder("DICEGATE_PORT_8088_TCP", "dicegate.client.in.flight");
  }

  @Test
  void unknownKeysAloneDoNotFailTheStart() {
    assertThat(read(Map.of("dicegate.engine.wrokers", "4")).engine().workers()).isPositive();
  }

  @Test
  void effectiveSettingsContainDefaultsAndNoSecret() {
    String secret = CurveKeyPair.generate().secretKey().z85();
    String token = "correct-horse-battery";

    Settings settings =
        read(
            Map.of(
                "dicegate.engines.curve.secret-key",
                secret,
                "dicegate.engines.curve.server-key",
                CurveKeyPair.generate().publicKey().z85(),
                "dicegate.bus",
                "redis://ann:hunter2@valkey.example:6379/1",
                "dicegate.client.rate",
                "7",
                "dicegate.ops.token",
                token));

    assertThat(settings.ops().token()).contains(token);
    assertThat(settings.effective())
        .containsEntry("dicegate.client.rate", "7")
        .containsEntry("dicegate.roll.timeout", "PT5S")
        .containsEntry("dicegate.engine.curve.secret-key", "")
        .containsEntry("dicegate.engines.curve.secret-key", "***")
        .containsEntry("dicegate.ops.token", "***")
        .containsEntry("dicegate.bus", "redis://***@valkey.example:6379/1");
    assertThat(settings.effective().toString()).doesNotContain(secret, token, "hunter2", "ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifteen-letters", "with a blank in it", "ümläute-in-the-token"})
  void weakTokenIsRefusedWithoutQuotingIt(String token) {
    assertThatThrownBy(() -> read(Map.of("dicegate.ops.token", token)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("dicegate.ops.token: ")
        .hasMessageNotContaining(token);
  }

  @Test
  void settingMissingInTheTableCannotBeRead() {
    SettingsReader reader = new SettingsReader(List.of(), key -> Optional.empty());

    assertThatThrownBy(() -> reader.get(SettingsTable.CLIENTS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dicegate.clients");
  }

  @Test
  void pairIsNotJudgedWhileOneOfItIsInvalid() {
    assertThatThrownBy(() -> read(Map.of("dicegate.engines.curve.secret-key", "short")))
        .hasMessageContaining("dicegate.engines.curve.secret-key: expected")
        .hasMessageNotContaining("both or neither");
  }

  private static Settings read(Map<String, String> values) {
    return Settings.read(key -> Optional.ofNullable(values.get(key)), values.keySet(), "1.2.3");
  }
}
