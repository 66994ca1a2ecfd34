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
 * Lays a {@code .br} and a {@code .gz} beside each text file of a directory. Neither holds a name
 * or a time: the same text gives the same bytes.
 *
 * <p>Maven runs it from its source, with brotli4j on the class path. The argument is the directory.
 *
 * <p>The page itself, {@code index.html}, is left out: the server writes the links in it when it
 * starts. So are source maps: only developers' tools ask for them, and they would be the largest.
 */
final class Compress {

  private static final Pattern TEXT = Pattern.compile(".+\\.(?:css|js|json|svg|txt|webmanifest)");
  private static final Pattern COMPRESSED = Pattern.compile("(.+)\\.(?:br|gz)");

  private interface Encoding {
    byte[] encode(byte[] text) throws IOException;
  }

  private interface Decoding {
    InputStream decode(InputStream encoded) throws IOException;
  }

  private Compress() {}

  public static void main(String[] arguments) throws IOException {
    Path made = Path.of(arguments[0]);
    Brotli4jLoader.ensureAvailability();
    Map<String, Path> texts = files(made);
    texts.keySet().removeIf(name -> !TEXT.matcher(name).matches());
    deleteOrphans(made, texts);
    for (Map.Entry<String, Path> text : texts.entrySet()) {
      byte[] bytes = Files.readAllBytes(text.getValue());
      write(made.resolve(text.getKey() + ".gz"), bytes, Compress::gzip, GZIPInputStream::new);
      write(made.resolve(text.getKey() + ".br"), bytes, Compress::brotli, BrotliInputStream::new);
    }
  }

  /** Returns all files of a directory by their names in it, with slashes. */
  private static Map<String, Path> files(Path root) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(root.relativize(file).toString().replace('\\', '/'), file));
    }
    return files;
  }

  private static void deleteOrphans(Path made, Map<String, Path> texts) throws IOException {
    for (Map.Entry<String, Path> file : files(made).entrySet()) {
      var name = COMPRESSED.matcher(file.getKey());
      if (name.matches() && !texts.containsKey(name.group(1))) {
        Files.delete(file.getValue());
      }
    }
  }

  /** Encodes only what has changed: that takes seconds, to decode takes none. */
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
