import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes a WAR smaller without a change of what it contains. Run by Maven from the source; the
 * argument is the WAR. The same WAR gives the same bytes, also when it is packed a second time.
 *
 * <ul>
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
      for (ZipEntry entry : from.stream().toList()) {
        if (!names.contains(entry.getName() + GZIP)) {
          byte[] bytes = from.getInputStream(entry).readAllBytes();
          write(to, entry, entry.getName().endsWith(".jar") ? storedJar(bytes) : bytes);
        }
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
    ZipEntry same = new ZipEntry(entry.getName());
    same.setTimeLocal(entry.getTimeLocal());
    return same;
  }
}
