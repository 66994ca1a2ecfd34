package dicegate.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The page's modules under node: their tests, the type checker, the linter; and the client's npm
 * package. Without node (20 or newer) and npm in the PATH these tests are skipped, and fail in CI.
 */
final class PageModulesProcessIT {

  private static final Path PIN = Path.of("src", "test", "page-checks");
  private static final Path TOOLS = Path.of("target", "page-checks");
  private static final long LIMIT_MINUTES = 5;
  private static final int MIN_NODE = 20;

  /** Uses the package without a network: a socket that never opens. */
  private static final String PROGRAM =
      """
      import { connect, DiceError } from 'dicegate-client';
      const dice = connect('https://dice.example', { WebSocket: class { close() {} } });
      dice.roll('3d6').catch((error) => console.log(error instanceof DiceError && error.code));
      dice.close();
      """;

  private static final String TYPED_PROGRAM =
      """
      import { connect } from 'dicegate-client';
      const total: Promise<number | undefined> =
        connect('https://dice.example').roll('3d6').then(({ roll }) => roll?.total);
      export { total };
      """;

  @BeforeAll
  static void nodeIsInstalled() throws IOException, InterruptedException {
    boolean found = nodeVersion() >= MIN_NODE && isInstalled("npm");
    assertThat(found || System.getenv("CI") == null).as("node and npm in CI").isTrue();
    if (!found) {
      System.out.println("No node (20 or newer) and npm: the page's modules are not checked.");
    }
    assumeThat(found).as("node and npm are installed").isTrue();
  }

  @Test
  void everyNodeTestPasses() throws IOException, InterruptedException {
    Run run = run(List.of("node", "--test", "src/test/js/"));

    assertThat(run.exit()).as(run.output()).isZero();
    run.output()
        .lines()
        .filter(line -> line.startsWith("# tests") || line.startsWith("ℹ tests"))
        .forEach(line -> System.out.println("node: " + line));
  }

  @Test
  void typesAndLintAreClean() throws IOException, InterruptedException {
    install();

    Run types = run(List.of("node", tool("typescript/bin/tsc"), "--project", "jsconfig.json"));
    assertThat(types.exit()).as(types.output()).isZero();

    Run lint =
        run(
            List.of(
                "node",
                tool("eslint/bin/eslint.js"),
                "--config",
                TOOLS.resolve("eslint.config.mjs").toString(),
                "webapp/client.js",
                "webapp/js",
                "src/test/js",
                PIN.toString()));
    assertThat(lint.exit()).as(lint.output()).isZero();
  }

  @Test
  void packageOfTheClientHasTheFileOfTheWarWithItsTypes() throws IOException, InterruptedException {
    Path client = Path.of("target", "client");
    assertThat(Files.isDirectory(client) || System.getenv("CI") == null).isTrue();
    assumeThat(client).as("built where the pom has an esbuild").isDirectory();
    Path directory = Files.createTempDirectory(Path.of("target"), "npm-");

    Run pack =
        run(
            List.of(
                "npm", "pack", "./" + client, "--offline", "--pack-destination", "" + directory));
    assertThat(pack.exit()).as(pack.output()).isZero();
    Path modules = Files.createDirectories(directory.resolve("node_modules/dicegate-client"));
    Run unpack =
        run(
            List.of(
                "tar", "xzf", packageIn(directory), "--strip-components=1", "-C", "" + modules));
    assertThat(unpack.exit()).as(unpack.output()).isZero();

    try (Stream<Path> files = Files.list(modules)) {
      assertThat(files.map(file -> "" + file.getFileName()))
          .containsExactlyInAnyOrder(
              "client.js", "client.d.ts", "package.json", "README.md", "LICENSE");
    }
    assertThat(modules.resolve("client.js"))
        .hasSameBinaryContentAs(Path.of("target/page/client.js"));
    assertThat(modules.resolve("client.d.ts"))
        .hasSameBinaryContentAs(Path.of("webapp/client.d.ts"));
    Files.writeString(directory.resolve("program.mjs"), PROGRAM);
    Run program = run(List.of("node", directory.resolve("program.mjs").toString()));
    assertThat(program.output().strip()).isEqualTo("closed");

    install();
    Files.writeString(directory.resolve("program.ts"), TYPED_PROGRAM);
    Run types =
        run(
            List.of(
                "node",
                tool("typescript/bin/tsc"),
                "--noEmit",
                "--strict",
                "--target",
                "es2022",
                "--module",
                "nodenext",
                directory.resolve("program.ts").toString()));
    assertThat(types.exit()).as(types.output()).isZero();
  }

  private static String packageIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(Path::toString)
          .filter(name -> name.endsWith(".tgz"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("npm pack wrote no package"));
    }
  }

  private static String tool(String path) {
    return TOOLS.resolve("node_modules").resolve(path).toString();
  }

  /** Fetches the pinned packages, unless they are there from an earlier run. */
  private static void install() throws IOException, InterruptedException {
    Path installed = TOOLS.resolve("installed-lock.json");
    Path lock = PIN.resolve("package-lock.json");
    Files.createDirectories(TOOLS);
    for (String file : List.of("package.json", "package-lock.json", "eslint.config.mjs")) {
      Files.copy(PIN.resolve(file), TOOLS.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(installed) && Files.mismatch(installed, lock) < 0) {
      return;
    }
    Run run =
        run(
            List.of(
                "npm",
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefix",
                TOOLS.toString()));
    assertThat(run.exit() == 0 || System.getenv("CI") == null).as(run.output()).isTrue();
    if (run.exit() != 0) {
      System.out.println("npm fetched no packages: the page's types and style are not checked.");
    }
    assumeThat(run.exit()).as(run.output()).isZero();
    Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns the major version of node, 0 if there is none. */
  private static int nodeVersion() throws IOException, InterruptedException {
    if (!isInstalled("node")) {
      return 0;
    }
    String version = run(List.of("node", "--version")).output().strip();
    return Integer.parseInt(version.replaceFirst("^v(\\d+)\\..*", "$1"));
  }

  private static boolean isInstalled(String program) {
    String path = System.getenv("PATH");
    return path != null
        && path.lines()
            .flatMap(line -> Stream.of(line.split(File.pathSeparator, -1)))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static Run run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("page-modules", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      String output = Files.readString(log, UTF_8);
      assertThat(ended).as("%s ends: %s", command, output).isTrue();
      return new Run(process.exitValue(), output);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(log);
    }
  }

  private record Run(int exit, String output) {}
}
