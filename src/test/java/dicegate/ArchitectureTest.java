package dicegate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The allowed dependencies between packages. A change here is a change of the design. */
final class ArchitectureTest {

  private static final String[] JDK = {"java..", "org.jspecify.."};

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dicegate");

  @Test
  void diceKnowsTheRuleForTextsAndHashesAlone() {
    only("dicegate.dice..", "dicegate.dice..", "dicegate.text", "dicegate.hash");
  }

  @Test
  void hashesKnowTheJdkAlone() {
    only("dicegate.hash", "dicegate.hash");
  }

  @Test
  void jsonReaderKnowsTheJdkAlone() {
    only("dicegate.json..", "dicegate.json..");
  }

  @Test
  void proofsKnowHashesAlone() {
    only("dicegate.verify..", "dicegate.verify..", "dicegate.hash");
  }

  @Test
  void ruleForTextsKnowsTheJdkAlone() {
    only("dicegate.text", "dicegate.text");
  }

  @Test
  void settingKnowsTheJdkAlone() {
    only("dicegate.setting..", "dicegate.setting..");
  }

  @Test
  void telemetryKnowsTheMetricsLibraryAlone() {
    only(
        "dicegate.telemetry..",
        "dicegate.telemetry..",
        "io.prometheus.metrics..",
        "javax.management..");
  }

  @Test
  void loopsKnowTheJdkAlone() {
    only("dicegate.loop..", "dicegate.loop..");
  }

  @Test
  void socketsKnowLoopsAndZeroMqAlone() {
    only(
        "dicegate.zmq..",
        "dicegate.zmq..",
        "dicegate.loop..",
        "org.zeromq..",
        "zmq..",
        "javax.crypto..");
  }

  @Test
  void errorCodesKnowTheJdkAlone() {
    only("dicegate.wire", "dicegate.wire");
  }

  @Test
  void framesKnowTheJdkAlone() {
    only("dicegate.wire.frames..", "dicegate.wire.frames..");
  }

  @Test
  void jsonStaysInItsPackage() {
    only(
        "dicegate.wire.json..",
        "dicegate.wire.json..",
        "dicegate.wire",
        "dicegate.text",
        "jakarta.json..");
  }

  @Test
  void engineKnowsDiceAndWireButNoGatewayAndNoJson() {
    classes()
        .that(
            resideInAnyPackage("dicegate.engine..")
                .and(not(simpleName("EngineLifecycle")))
                .and(not(simpleName("EngineMain"))))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "dicegate.engine..",
                    "dicegate.dice..",
                    "dicegate.json..",
                    "dicegate.text",
                    "dicegate.verify..",
                    "dicegate.wire.frames..",
                    "dicegate.setting..",
                    "dicegate.telemetry..",
                    "dicegate.zmq..",
                    "org.zeromq..")
                .or(resideInAnyPackage(JDK)))
        .check(CLASSES);
  }

  @Test
  void engineNeedsNoServerButInItsLifecycle() {
    noClasses()
        .that(not(simpleName("EngineLifecycle")))
        .should()
        .dependOnClassesThat(simpleName("EngineLifecycle"))
        .check(CLASSES);
  }

  @Test
  void conformanceKnowsFramesAndZeroMqAlone() {
    only(
        "dicegate.conformance..",
        "dicegate.conformance..",
        "dicegate.json..",
        "dicegate.wire.frames..",
        "org.zeromq..");
  }

  @Test
  void conformanceIsReachedByTheEnginesMainAlone() {
    noClasses()
        .that(not(simpleName("EngineMain")).and(resideOutsideOfPackage("dicegate.conformance..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("dicegate.conformance.."))
        .check(CLASSES);
  }

  @Test
  void fleetKnowsWireAndZeroMqButNoEngineAndNoGateway() {
    only(
        "dicegate.fleet..",
        "dicegate.fleet..",
        "dicegate.loop..",
        "dicegate.wire..",
        "dicegate.telemetry..",
        "dicegate.zmq..",
        "org.zeromq..");
  }

  @Test
  void tableKnowsItsLogWebhooksWireAndTelemetryAlone() {
    only(
        "dicegate.table",
        "dicegate.table",
        "dicegate.table.log",
        "dicegate.verify",
        "dicegate.webhook",
        "dicegate.wire..",
        "dicegate.telemetry..");
  }

  @Test
  void tableLogKnowsTelemetryProofsAndTheRuleForTextsAlone() {
    only(
        "dicegate.table.log",
        "dicegate.table.log",
        "dicegate.telemetry..",
        "dicegate.text",
        "dicegate.verify");
  }

  @Test
  void valkeyKnowsLoopsAndTheTableLogAlone() {
    only(
        "dicegate.table.valkey..",
        "dicegate.table.valkey..",
        "dicegate.loop..",
        "dicegate.table.log",
        "dicegate.telemetry..",
        "redis.clients.jedis..");
  }

  @Test
  void webhooksKnowTelemetryAndTheJdkAlone() {
    only(
        "dicegate.webhook..",
        "dicegate.webhook..",
        "dicegate.telemetry..",
        "javax.net..",
        "javax.crypto..");
  }

  @Test
  void valkeyStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dicegate.table.valkey..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("redis.clients..")
        .check(CLASSES);
  }

  @Test
  void gatewayKnowsNoDiceNoEngineAndNoZeroMq() {
    only(
        "dicegate.gateway..",
        "dicegate.gateway..",
        "dicegate.http..",
        "dicegate.fleet..",
        "dicegate.loop..",
        "dicegate.table",
        "dicegate.table.log",
        "dicegate.wire..",
        "dicegate.telemetry..",
        "dicegate.verify",
        "dicegate.text",
        "jakarta.websocket..",
        "jakarta.servlet..",
        "jakarta.json..",
        "jakarta.inject..",
        "jakarta.annotation..",
        "jakarta.enterprise..");
  }

  @Test
  void httpKnowsTelemetryAndServletsAlone() {
    only("dicegate.http..", "dicegate.http..", "dicegate.telemetry..", "jakarta.servlet..");
  }

  @Test
  void opsKnowsTelemetryProblemsAndServletsAlone() {
    only(
        "dicegate.ops..",
        "dicegate.ops..",
        "dicegate.http..",
        "dicegate.telemetry..",
        "dicegate.wire",
        "dicegate.wire.json",
        "jakarta.servlet..",
        "jakarta.json",
        "jakarta.enterprise.context..",
        "jakarta.inject..");
  }

  @Test
  void siteKnowsTelemetryAndServletsAlone() {
    only(
        "dicegate.site..",
        "dicegate.site..",
        "dicegate.http..",
        "dicegate.telemetry..",
        "jakarta.servlet..",
        "jakarta.inject..");
  }

  @Test
  void webSocketStaysInTheGateway() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dicegate.gateway..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.websocket..")
        .check(CLASSES);
  }

  @Test
  void configIsImportedByNobody() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dicegate.config..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dicegate.config..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycle() {
    slices().matching("dicegate.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noThreadSleeps() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
  }

  private static void only(String packages, String... allowed) {
    classes()
        .that()
        .resideInAPackage(packages)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideInAnyPackage(JDK)))
        .check(CLASSES);
  }
}
