import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes a WAR smaller and faster to deploy without a change of what it contains. Run by Maven from
 * the source; the argument is the WAR. The same WAR gives the same bytes, also when it is packed a
 * second time.
 *
 * <ul>
 *   <li>Dicegate's own classes are moved into one jar, {@value #JAR}: Payara creates a file for
 *       each entry of the WAR at each start. Classes that replace one of a library's stay where
 *       they come before the libraries on every server.
 *   <li>A library's entries are stored, so that the WAR compresses the library as one stream: the
 *       names that its classes have in common are compressed too. A server unpacks it once, and
 *       then loads classes without inflating them.
 *   <li>A text that is there with gzip is left out: {@code StaticSite} restores it at start.
 *   <li>A text in brotli or gzip is not deflated once more.
 * </ul>
 */
final class PackWar {

  private static final String GZIP = ".gz";
  private static final String BROTLI = ".br";
  private static final String CLASSES = "WEB-INF/classes/";

  /** The folder of the class that replaces one of JeroMQ's. */
  private static final String REPLACEMENTS = CLASSES + "zmq/";

  private static final String JAR = "WEB-INF/lib/dicegate.jar";
  private static final String BEANS = "beans.xml";

  private PackWar() {}

  public static void main(String[] arguments) throws IOException {
    Path war = Path.of(arguments[0]);
    Path packed = war.resolveSibling(war.getFileName() + ".packed");
    try (ZipFile from = new ZipFile(war.toFile());
        OutputStream file = Files.newOutputStream(packed);
        ZipOutputStream to = new ZipOutputStream(file)) {
      to.setLevel(Deflater.BEST_COMPRESSION);
      Set<String> names = new HashSet<>();
      from.stream().forEach(entry -> names.add(entry.getName()));
      List<ZipEntry> own = new ArrayList<>();
      for (ZipEntry entry : from.stream().toList()) {
        if (isOwn(entry.getName())) {
          own.add(entry);
        } else if (!names.contains(entry.getName() + GZIP) && !isPublicFolder(entry.getName())) {
          byte[] bytes = from.getInputStream(entry).readAllBytes();
          write(to, entry, entry.getName().endsWith(".jar") ? storedJar(bytes) : bytes);
        }
      }
      if (!own.isEmpty()) {
        write(to, named(JAR, own.get(0)), ownJar(from, own));
      }
    }
    Files.move(packed, war, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(ZipOutputStream to, ZipEntry entry, byte[] bytes) throws IOException {
    String name = entry.getName();
    if (name.endsWith(GZIP) || name.endsWith(BROTLI)) {
      writeStored(to, entry, bytes);
    } else {
      to.putNextEntry(sameNameAndTime(entry));
      to.write(bytes);
      to.closeEntry();
    }
  }

  /**
   * Returns whether this is a folder that a server would redirect to. A build without a clean may
   * have empty ones of former files.
   */
  private static boolean isPublicFolder(String name) {
    return name.endsWith("/") && !name.startsWith("WEB-INF/") && !name.startsWith("META-INF/");
  }

  private static boolean isOwn(String name) {
    return name.startsWith(CLASSES) && !name.equals(CLASSES) && !name.startsWith(REPLACEMENTS);
  }

  /**
   * Returns a jar of the WAR's own classes and resources, which is a bean archive as the WAR is.
   */
  private static byte[] ownJar(ZipFile war, List<ZipEntry> own) throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream to = new ZipOutputStream(jar)) {
      ZipEntry beans = war.getEntry("WEB-INF/" + BEANS);
      byte[] bytes = war.getInputStream(beans).readAllBytes();
      writeStored(to, named("META-INF/" + BEANS, beans), bytes);
      for (ZipEntry entry : own) {
        bytes = war.getInputStream(entry).readAllBytes();
        writeStored(to, named(entry.getName().substring(CLASSES.length()), entry), bytes);
      }
    }
    return jar.toByteArray();
  }

  private static byte[] storedJar(byte[] jar) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (InputStream bytes = new ByteArrayInputStream(jar);
        ZipInputStream from = new ZipInputStream(bytes);
        ZipOutputStream to = new ZipOutputStream(stored)) {
      ZipEntry entry;
      while ((entry = from.getNextEntry()) != null) {
        writeStored(to, entry, from.readAllBytes());
      }
    }
    return stored.toByteArray();
  }

  private static void writeStored(ZipOutputStream to, ZipEntry entry, byte[] bytes)
      throws IOException {
    ZipEntry stored = sameNameAndTime(entry);
    stored.setMethod(ZipEntry.STORED);
    stored.setSize(bytes.length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    stored.setCrc(crc.getValue());
    to.putNextEntry(stored);
    to.write(bytes);
    to.closeEntry();
  }

  private static ZipEntry sameNameAndTime(ZipEntry entry) {
    return named(entry.getName(), entry);
  }

  private static ZipEntry named(String name, ZipEntry sameTime) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(sameTime.getTimeLocal());
    return entry;
  }
}
