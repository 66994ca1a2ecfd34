package dicegate.bench;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the WARs of the yardstick; their name, {@code echo}, is their context root. */
final class EchoWar {

  private static final String BEANS =
      "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
          + " bean-discovery-mode=\"annotated\"/>";

  /** The endpoint, and the gateway's measure against the server's work at each message. */
  private static final List<Class<?>> ECHO = List.of(EchoEndpoint.class, EchoTyrus.class);

  /** The classes of the measure, with those inside and beside it. */
  private static final List<String> MEASURE =
      List.of(
          "dicegate/gateway/TyrusIdleTimeouts",
          "dicegate/gateway/TyrusIdleTimeouts$Replaced",
          "dicegate/gateway/IdleTimeoutFilter",
          "dicegate/gateway/IdleTimeoutFilter$Finished");

  private EchoWar() {}

  /** Writes a WAR of an endpoint to the file of the argument, and prints its path. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("wanted one argument, the WAR to write");
    }
    System.out.println(write(Path.of(arguments[0]), ECHO, false));
  }

  /** Writes a WAR of an endpoint, without descriptor and CDI; returns its path. */
  static Path writeTo(Path directory) throws IOException {
    return write(directory.resolve("echo.war"), ECHO, false);
  }

  /** Writes the same with CDI and an EJB that does nothing; returns its path. */
  static Path withEmptyContainersTo(Path directory) throws IOException {
    Path war = Files.createDirectory(directory.resolve("empty-containers")).resolve("echo.war");
    List<Class<?>> classes = new ArrayList<>(ECHO);
    classes.add(EmptyStartup.class);
    return write(war, classes, true);
  }

  private static Path write(Path war, List<Class<?>> classes, boolean cdi) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      for (Class<?> type : classes) {
        add(zip, type.getName().replace('.', '/'));
      }
      for (String name : MEASURE) {
        add(zip, name);
      }
      if (cdi) {
        zip.putNextEntry(new ZipEntry("WEB-INF/beans.xml"));
        zip.write(BEANS.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return war;
  }

  private static void add(ZipOutputStream zip, String type) throws IOException {
    String name = type + ".class";
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
