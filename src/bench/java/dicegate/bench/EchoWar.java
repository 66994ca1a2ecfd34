package dicegate.bench;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the WARs of the yardstick; their name, {@code echo}, is their context root. */
final class EchoWar {

  private static final String BEANS =
      "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
          + " bean-discovery-mode=\"annotated\"/>";

  private EchoWar() {}

  /** Writes a WAR of one class, without descriptor and CDI; returns its path. */
  static Path writeTo(Path directory) throws IOException {
    return write(directory.resolve("echo.war"), List.of(EchoEndpoint.class), false);
  }

  /** Writes the same with CDI and an EJB that does nothing; returns its path. */
  static Path withEmptyContainersTo(Path directory) throws IOException {
    Path war = Files.createDirectory(directory.resolve("empty-containers")).resolve("echo.war");
    return write(war, List.of(EchoEndpoint.class, EmptyStartup.class), true);
  }

  private static Path write(Path war, List<Class<?>> classes, boolean cdi) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      for (Class<?> type : classes) {
        add(zip, type);
      }
      if (cdi) {
        zip.putNextEntry(new ZipEntry("WEB-INF/beans.xml"));
        zip.write(BEANS.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return war;
  }

  private static void add(ZipOutputStream zip, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = EchoWar.class.getClassLoader().getResourceAsStream(name)) {
      if (bytes == null) {
        throw new FileNotFoundException(name);
      }
      zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
      bytes.transferTo(zip);
      zip.closeEntry();
    }
  }
}
