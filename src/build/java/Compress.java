import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a {@code .br} and a {@code .gz} next to each text file of a directory. Neither contains a
 * name or a time, so the same text gives the same bytes.
 *
 * <p>Maven runs it from the source, with brotli4j on the class path. The argument is the directory.
 *
 * <p>HTML pages are not compressed, since the server rewrites their links at its start; nor are
 * source maps, which are not in the WAR.
 */
final class Compress {

  private static final Pattern TEXT =
      Pattern.compile(".+\\.(?:css|js|ts|json|svg|txt|webmanifest)");
  private static final Pattern COMPRESSED = Pattern.compile("(.+)\\.(?:br|gz)");

  private interface Encoding {
    byte[] encode(byte[] text) throws IOException;
  }

  private interface Decoding {
    InputStream decode(InputStream encoded) throws IOException;
  }

  private Compress() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    Brotli4jLoader.ensureAvailability();
    Map<String, Path> texts = files(directory);
    texts.keySet().removeIf(name -> !TEXT.matcher(name).matches());
    deleteOrphans(directory, texts);
    for (Map.Entry<String, Path> text : texts.entrySet()) {
      byte[] bytes = Files.readAllBytes(text.getValue());
      write(directory.resolve(text.getKey() + ".gz"), bytes, Compress::gzip, GZIPInputStream::new);
      write(
          directory.resolve(text.getKey() + ".br"),
          bytes,
          Compress::brotli,
          BrotliInputStream::new);
    }
  }

  /** Returns all files below a directory by their relative names, with slashes. */
  private static Map<String, Path> files(Path root) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(root.relativize(file).toString().replace('\\', '/'), file));
    }
    return files;
  }

  private static void deleteOrphans(Path directory, Map<String, Path> texts) throws IOException {
    for (Map.Entry<String, Path> file : files(directory).entrySet()) {
      var name = COMPRESSED.matcher(file.getKey());
      if (name.matches() && !texts.containsKey(name.group(1))) {
        Files.delete(file.getValue());
      }
    }
  }

  /**
   * Writes a file unless it already decodes to the text: encoding takes seconds, decoding does not.
   */
  private static void write(Path file, byte[] text, Encoding encoding, Decoding decoding)
      throws IOException {
    if (Files.exists(file)) {
      try (InputStream decoded = decoding.decode(Files.newInputStream(file))) {
        if (Arrays.equals(decoded.readAllBytes(), text)) {
          return;
        }
      }
    }
    Files.createDirectories(file.getParent());
    Files.write(file, encoding.encode(text));
  }

  private static byte[] brotli(byte[] text) throws IOException {
    return Encoder.compress(text, new Encoder.Parameters().setQuality(11));
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(text);
    }
    return bytes.toByteArray();
  }
}
