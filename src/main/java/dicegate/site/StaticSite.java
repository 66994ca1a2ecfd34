package dicegate.site;

import java.io.ByteArrayInputStream;
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
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * All files of the page and their paths. Immutable.
 *
 * <p>Paths are compared as sent, without decoding or normalisation, with the paths of the files. So
 * path traversal is not possible.
 */
final class StaticSite {

  /** The page, served at {@code /} and at the path of each table. */
  static final String PAGE = "index.html";

  /** The pages in folders of their own: of the API documents, and of the check of saved logs. */
  private static final List<String> FOLDER_PAGES = List.of("docs/index.html", "verify/index.html");

  /** The module that pages of other sites import. */
  static final String CLIENT = "client.js";

  private static final Set<String> TOP = Set.of("/", "/" + PAGE);

  /** A site without files. */
  static final StaticSite EMPTY = new StaticSite(new TreeMap<>());

  private static final Pattern VERSIONED = Pattern.compile("/v/([^/]+)/(.+)");

  private final String version;
  private final NavigableMap<String, Asset> assets;
  private final Set<String> sharedModules;
  private final @Nullable Asset topPage;
  private final @Nullable Asset tablePage;

  /** The pages in folders, by each of their paths. */
  private final Map<String, Asset> folderPages;

  /** A file, its cache policy, and whether pages of other sites may read it. */
  private record Found(Asset asset, CachePolicy policy, boolean isShared) {}

  /**
   * Creates a site of these files.
   *
   * @param files the content of each file by its name; {@code js/main.js.br} is {@code js/main.js}
   *     in the coding br. A file that is there in gzip alone is restored from that.
   */
  StaticSite(NavigableMap<String, byte[]> files) {
    assets = Collections.unmodifiableNavigableMap(assets(withRestored(files)));
    NavigableMap<String, String> digests = new TreeMap<>();
    assets.forEach((name, asset) -> digests.put(name, asset.digest()));
    version = Digest.of(digests);
    // More than one where the build does not bundle modules.
    sharedModules = Set.copyOf(ModuleGraph.from(CLIENT, this::text));
    topPage = page(files.get(PAGE), "");
    tablePage = page(files.get(PAGE), "../");
    folderPages = folderPages(files);
  }

  /** Returns the version: a digest of all files except the pages. */
  String version() {
    return version;
  }

  /** Returns the files except the pages, by name. */
  NavigableMap<String, Asset> assets() {
    return assets;
  }

  /** Returns the modules that a page needs at its first load, in the order of discovery. */
  List<String> preloadedModules(PageText page) {
    return page.modules().stream()
        .flatMap(module -> ModuleGraph.from(module, this::text).stream())
        .distinct()
        .toList();
  }

  /** Returns whether this is the path of a folder with a page, without its final slash. */
  boolean isFolder(String path) {
    return folderPages.containsKey(path + "/");
  }

  /** Returns the response to a request; empty if no file has its path. */
  Optional<FileResponse> answer(FileRequest request) {
    return find(request.path())
        .map(
            found -> {
              FileResponse response = answer(request, found);
              return found.isShared() ? response.readableByEverySite() : response;
            });
  }

  private static FileResponse answer(FileRequest request, Found found) {
    if (!request.isGetOrHead()) {
      return FileResponse.methodNotAllowed();
    }
    Asset asset = found.asset();
    return AcceptEncoding.parse(request.acceptEncoding())
        .choose(asset.encodings().keySet())
        .map(
            coding ->
                request.matches(asset.etag(coding))
                    ? FileResponse.notModified(asset, coding, found.policy())
                    : FileResponse.file(asset, coding, found.policy()))
        .orElseGet(FileResponse::notAcceptable);
  }

  private Optional<Found> find(String path) {
    Asset page = findPage(path);
    if (page != null) {
      return Optional.of(new Found(page, CachePolicy.REVALIDATE, false));
    }
    Matcher versioned = VERSIONED.matcher(path);
    boolean isVersioned = versioned.matches();
    String name = isVersioned ? versioned.group(2) : path.substring(Math.min(1, path.length()));
    // A page of another version gets the files of this one, which must not be cached under its
    // path.
    CachePolicy policy =
        isVersioned && versioned.group(1).equals(version)
            ? CachePolicy.IMMUTABLE
            : CachePolicy.REVALIDATE;
    return Optional.ofNullable(assets.get(name))
        .map(asset -> new Found(asset, policy, sharedModules.contains(name)));
  }

  private @Nullable Asset findPage(String path) {
    if (TablePath.matches(path)) {
      return tablePage;
    }
    if (TOP.contains(path)) {
      return topPage;
    }
    return folderPages.get(path);
  }

  private Map<String, Asset> folderPages(NavigableMap<String, byte[]> files) {
    Map<String, Asset> pages = new TreeMap<>();
    for (String name : FOLDER_PAGES) {
      Asset page = page(files.get(name), "../");
      if (page != null) {
        pages.put("/" + name, page);
        pages.put("/" + name.substring(0, name.length() - PAGE.length()), page);
      }
    }
    return Map.copyOf(pages);
  }

  private @Nullable Asset page(byte @Nullable [] source, String rootPath) {
    if (source == null) {
      return null;
    }
    PageText text = new PageText(new String(source, StandardCharsets.UTF_8));
    String prefix = rootPath + "v/" + version + "/";
    List<String> preload =
        preloadedModules(text).stream().filter(name -> !text.modules().contains(name)).toList();
    byte[] html =
        text.withVersionedLinks(prefix, assets.keySet(), preload).getBytes(StandardCharsets.UTF_8);
    return Asset.of(
        MediaType.HTML, Map.of(ContentCoding.IDENTITY, html, ContentCoding.GZIP, gzip(html)));
  }

  private Optional<String> text(String module) {
    return Optional.ofNullable(assets.get(module))
        .map(asset -> new String(asset.bytes(ContentCoding.IDENTITY), StandardCharsets.UTF_8));
  }

  private static NavigableMap<String, byte[]> withRestored(NavigableMap<String, byte[]> files) {
    NavigableMap<String, byte[]> all = new TreeMap<>(files);
    String suffix = ContentCoding.GZIP.suffix();
    files.forEach(
        (name, bytes) -> {
          if (name.endsWith(suffix)) {
            all.computeIfAbsent(
                name.substring(0, name.length() - suffix.length()), missing -> gunzip(bytes));
          }
        });
    return all;
  }

  private static NavigableMap<String, Asset> assets(NavigableMap<String, byte[]> files) {
    NavigableMap<String, Asset> assets = new TreeMap<>();
    files.forEach(
        (name, bytes) -> {
          if (!name.equals(PAGE) && !FOLDER_PAGES.contains(name) && !isEncoded(name, files)) {
            Map<ContentCoding, byte[]> encodings = new EnumMap<>(ContentCoding.class);
            for (ContentCoding coding : ContentCoding.values()) {
              byte[] encoded = files.get(name + coding.suffix());
              if (encoded != null) {
                encodings.put(coding, encoded);
              }
            }
            assets.put(name, Asset.of(MediaType.of(name), encodings));
          }
        });
    return assets;
  }

  /** Returns whether this is an encoded copy of another file. */
  private static boolean isEncoded(String name, NavigableMap<String, byte[]> files) {
    for (ContentCoding coding : ContentCoding.values()) {
      String suffix = coding.suffix();
      if (!suffix.isEmpty()
          && name.endsWith(suffix)
          && files.containsKey(name.substring(0, name.length() - suffix.length()))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] gunzip(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("not in gzip", e);
    }
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return out.toByteArray();
  }
}
