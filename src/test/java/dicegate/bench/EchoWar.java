package dicegate.bench;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the WAR of the yardstick: one class, no descriptor, no CDI. */
final class EchoWar {
  private EchoWar() {}

  /** Writes {@code echo.war}, whose context root is its name, and returns its path. */
  static Path writeTo(Path directory) throws IOException {
    Path war = directory.resolve("echo.war");
    String name = EchoEndpoint.class.getName().replace('.', '/') + ".class";
    try (InputStream bytes = EchoWar.class.getClassLoader().getResourceAsStream(name);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      if (bytes == null) {
        throw new FileNotFoundException(name);
      }
      zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
      bytes.transferTo(zip);
      zip.closeEntry();
    }
    return war;
  }
}
