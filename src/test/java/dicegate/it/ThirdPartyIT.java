package dicegate.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * THIRD-PARTY.md lists exactly the libraries in the WAR. Dicegate's own classes are in a jar beside
 * them.
 */
final class ThirdPartyIT {

  /** The commands of the engine's jar, which the WAR does not have. */
  private static final Pattern OF_THE_ENGINES_JAR =
      Pattern.compile(
          "dicegate/(conformance|json)/.*"
              + "|dicegate/engine/(EngineMain|VerifyCommand|ExportVerifier)[$.].*");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(.*)\\|$");

  /** Not a library. */
  private static final String OWN = "WEB-INF/lib/dicegate.jar";

  private static final Path BUILT = Path.of("target/classes");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  @Test
  void everyLibraryInTheWarIsListedAndNoOther() throws IOException {
    assertThat(rows().keySet()).isEqualTo(libraries().keySet());
  }

  @Test
  void everyScriptHasTheListedHash() throws Exception {
    Map<String, byte[]> libraries = libraries();
    Map<String, String> listed = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    for (Map.Entry<String, String> row : rows().entrySet()) {
      if (row.getKey().endsWith(".js")) {
        listed.put(
            row.getKey(),
            HASH.matcher(row.getValue())
                .results()
                .map(hash -> hash.group())
                .collect(Collectors.joining()));
        byte[] bytes = libraries.getOrDefault(row.getKey(), new byte[0]);
        found.put(
            row.getKey(),
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
      }
    }

    assertThat(found).isNotEmpty().isEqualTo(listed);
  }

  @Test
  void everyJarIsListedWithItsVersionAndLicence() throws IOException {
    rows()
        .forEach(
            (file, rest) -> {
              if (file.endsWith(".jar")) {
                // name-1.0.jar is from group:name:1.0
                String coordinates = file.replaceFirst("-([0-9].*)\\.jar$", ":$1");
                assertThat(rest).as(file).contains(":" + coordinates + "`", "](https://");
              }
            });
  }

  @Test
  void listAndLicenceAreInTheWarAndTheEngineJar() throws IOException {
    for (String property : List.of("dicegate.war", "dicegate.engine.jar")) {
      try (ZipFile archive = new ZipFile(System.getProperty(property))) {
        for (String name : List.of("THIRD-PARTY.md", "LICENSE")) {
          ZipEntry entry = archive.getEntry("META-INF/" + name);
          assertThat(entry).as("%s in %s", name, property).isNotNull();
          assertThat(new String(archive.getInputStream(entry).readAllBytes(), UTF_8))
              .isEqualTo(Files.readString(Path.of(name)));
        }
      }
    }
  }

  @Test
  void engineJarHasOurClassInPlaceOfJeromqs() throws IOException {
    String name = "zmq/Signaler.class";
    try (ZipFile archive = new ZipFile(System.getProperty("dicegate.engine.jar"))) {
      List<? extends ZipEntry> entries =
          archive.stream().filter(entry -> entry.getName().equals(name)).toList();

      assertThat(entries).hasSize(1);
      assertThat(archive.getInputStream(entries.get(0)).readAllBytes())
          .isEqualTo(Files.readAllBytes(BUILT.resolve(name)));
    }
  }

  @Test
  void onlyOurClassInPlaceOfJeromqsIsOutsideOfOurJar() throws IOException {
    String folder = "WEB-INF/classes/";
    Map<String, byte[]> outside = new TreeMap<>();
    try (ZipFile war = war()) {
      for (ZipEntry entry : war.stream().collect(Collectors.toList())) {
        if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
          outside.put(
              entry.getName().substring(folder.length()), war.getInputStream(entry).readAllBytes());
        }
      }
    }

    assertThat(outside)
        .containsOnlyKeys("zmq/Signaler.class", "zmq/Signaler$IoOperation.class")
        .allSatisfy((name, bytes) -> assertThat(BUILT.resolve(name)).hasBinaryContent(bytes));
  }

  @Test
  void ourJarHasAllOtherClassesAndResourcesAndItsEntriesAreStored() throws IOException {
    Map<String, byte[]> expected = new TreeMap<>();
    try (Stream<Path> built = Files.walk(BUILT)) {
      for (Path file : built.filter(Files::isRegularFile).toList()) {
        String name = BUILT.relativize(file).toString().replace(File.separatorChar, '/');
        if (!name.startsWith("zmq/") && !OF_THE_ENGINES_JAR.matcher(name).matches()) {
          expected.put(name, Files.readAllBytes(file));
        }
      }
    }
    expected.put("META-INF/beans.xml", Files.readAllBytes(Path.of("webapp/WEB-INF/beans.xml")));

    Map<String, byte[]> found = new TreeMap<>();
    try (ZipFile war = war();
        ZipInputStream jar = new ZipInputStream(war.getInputStream(war.getEntry(OWN)))) {
      ZipEntry entry;
      while ((entry = jar.getNextEntry()) != null) {
        assertThat(entry.getMethod()).as(entry.getName()).isEqualTo(ZipEntry.STORED);
        if (!entry.isDirectory()) {
          assertThat(found.put(entry.getName(), jar.readAllBytes())).as(entry.getName()).isNull();
        }
      }
    }

    assertThat(found.keySet()).isEqualTo(expected.keySet());
    assertThat(found).allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(expected.get(name)));
  }

  /** Returns the listed libraries, each with the rest of its row. */
  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(list()).results().forEach(row -> rows.put(row.group(1), row.group(2)));
    return rows;
  }

  /** Returns the libraries in the WAR; a script is there in compressed forms alone. */
  private static Map<String, byte[]> libraries() throws IOException {
    Map<String, byte[]> libraries = new TreeMap<>();
    try (ZipFile war = war()) {
      for (ZipEntry entry : war.stream().collect(Collectors.toList())) {
        String path = entry.getName();
        String name = path.substring(path.lastIndexOf('/') + 1);
        try (InputStream in = war.getInputStream(entry)) {
          if (path.matches("WEB-INF/lib/.+") && !path.equals(OWN)) {
            libraries.put(name, in.readAllBytes());
          } else if (path.matches("WEB-INF/page/js/vendor/.+\\.gz")) {
            libraries.put(name.replaceFirst("\\.gz$", ""), new GZIPInputStream(in).readAllBytes());
          } else if (path.matches("WEB-INF/page/js/vendor/.+(?<!\\.br)")) {
            libraries.put(name, in.readAllBytes());
          }
        }
      }
    }
    return libraries;
  }

  private static String list() throws IOException {
    return Files.readString(Path.of("THIRD-PARTY.md"));
  }

  private static ZipFile war() throws IOException {
    return new ZipFile(System.getProperty("dicegate.war"));
  }
}
