package dicegate.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * All files of the page, and which of them is at which path. Immutable.
 *
 * <p>Paths are compared as they were written, undecoded, with those there are; so there is nothing
 * to normalise, and nothing to be tricked into.
 */
final class StaticSite {

  /** The page, which is served at {@code /} and at each table. */
  static final String PAGE = "index.html";

  /** The page of the API documents. */
  private static final String DOCS = "docs/index.html";

  private static final Set<String> TOP = Set.of("/", "/" + PAGE);
  private static final Set<String> DOCS_PATHS = Set.of("/docs/", "/" + DOCS);

  /** A site without files. */
  static final StaticSite EMPTY = new StaticSite(new TreeMap<>());

  private static final Pattern VERSIONED = Pattern.compile("/v/([^/]+)/(.+)");

  private final String version;
  private final NavigableMap<String, Asset> assets;
  private final @Nullable Asset pageAtTop;
  private final @Nullable Asset pageOfTables;
  private final @Nullable Asset pageOfDocs;

  /** One file, and for how long it may be kept. */
  private record Found(Asset asset, CachePolicy policy) {}

  /**
   * Takes the files.
   *
   * @param files by their names, such as {@code js/main.js}; {@code js/main.js.br} is one of its
   *     forms
   */
  StaticSite(NavigableMap<String, byte[]> files) {
    assets = Collections.unmodifiableNavigableMap(assets(files));
    NavigableMap<String, String> digests = new TreeMap<>();
    assets.forEach((name, asset) -> digests.put(name, asset.digest()));
    version = Digest.of(digests);
    pageAtTop = page(files.get(PAGE), "");
    pageOfTables = page(files.get(PAGE), "../");
    pageOfDocs = page(files.get(DOCS), "../");
  }

  /** Returns the name of this version of all files but the page. */
  String version() {
    return version;
  }

  /** Returns the files but the page, by their names. */
  NavigableMap<String, Asset> assets() {
    return assets;
  }

  /** Returns the modules of the first load, in the order of need. */
  List<String> preloadedModules(PageText page) {
    return page.modules().stream()
        .flatMap(module -> ModuleGraph.from(module, this::text).stream())
        .distinct()
        .toList();
  }

  /** Answers for a file; empty if none is there. */
  Optional<FileResponse> answer(FileRequest request) {
    return find(request.path())
        .map(
            found -> {
              if (!request.reads()) {
                return FileResponse.methodNotAllowed();
              }
              Asset asset = found.asset();
              return AcceptEncoding.parse(request.acceptEncoding())
                  .choose(asset.encodings().keySet())
                  .map(
                      coding ->
                          request.has(asset.etag(coding))
                              ? FileResponse.notModified(asset, coding, found.policy())
                              : FileResponse.file(asset, coding, found.policy()))
                  .orElseGet(FileResponse::notAcceptable);
            });
  }

  private Optional<Found> find(String path) {
    Asset page = findPage(path);
    if (page != null) {
      return Optional.of(new Found(page, CachePolicy.REVALIDATE));
    }
    Matcher versioned = VERSIONED.matcher(path);
    boolean known = versioned.matches();
    String name = known ? versioned.group(2) : path.substring(Math.min(1, path.length()));
    // A page of another version asks for files that are these by now, or nearly; not to be kept.
    CachePolicy policy =
        known && versioned.group(1).equals(version)
            ? CachePolicy.IMMUTABLE
            : CachePolicy.REVALIDATE;
    return Optional.ofNullable(assets.get(name)).map(asset -> new Found(asset, policy));
  }

  private @Nullable Asset findPage(String path) {
    if (TablePath.is(path)) {
      return pageOfTables;
    }
    if (TOP.contains(path)) {
      return pageAtTop;
    }
    return DOCS_PATHS.contains(path) ? pageOfDocs : null;
  }

  private @Nullable Asset page(byte @Nullable [] source, String up) {
    if (source == null) {
      return null;
    }
    PageText text = new PageText(new String(source, StandardCharsets.UTF_8));
    String prefix = up + "v/" + version + "/";
    List<String> preload =
        preloadedModules(text).stream().filter(name -> !text.modules().contains(name)).toList();
    byte[] html = text.linked(prefix, assets.keySet(), preload).getBytes(StandardCharsets.UTF_8);
    return Asset.of(
        MediaType.HTML, Map.of(ContentCoding.IDENTITY, html, ContentCoding.GZIP, gzip(html)));
  }

  private Optional<String> text(String module) {
    return Optional.ofNullable(assets.get(module))
        .map(asset -> new String(asset.bytes(ContentCoding.IDENTITY), StandardCharsets.UTF_8));
  }

  private static NavigableMap<String, Asset> assets(NavigableMap<String, byte[]> files) {
    NavigableMap<String, Asset> assets = new TreeMap<>();
    files.forEach(
        (name, bytes) -> {
          if (!name.equals(PAGE) && !name.equals(DOCS) && !isForm(name, files)) {
            Map<ContentCoding, byte[]> forms = new EnumMap<>(ContentCoding.class);
            for (ContentCoding coding : ContentCoding.values()) {
              byte[] form = files.get(name + coding.ending());
              if (form != null) {
                forms.put(coding, form);
              }
            }
            assets.put(name, Asset.of(MediaType.of(name), forms));
          }
        });
    return assets;
  }

  /** Whether this is another file in a coding. */
  private static boolean isForm(String name, NavigableMap<String, byte[]> files) {
    for (ContentCoding coding : ContentCoding.values()) {
      String ending = coding.ending();
      if (!ending.isEmpty()
          && name.endsWith(ending)
          && files.containsKey(name.substring(0, name.length() - ending.length()))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }
}
