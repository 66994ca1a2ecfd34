package dicegate.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The page's files are complete, its first load is small, and so is the client for other pages. */
final class FirstLoadTest {

  private static final int BUDGET_BYTES = 42_000;
  private static final int CLIENT_BUDGET_BYTES = 3_000;
  private static final int MAX_FILES = 12;

  /** Of the dice in 3D, with all themes, beside the first load. */
  private static final int DICE_BUDGET_BYTES = 220_000;

  private final NavigableMap<String, byte[]> files = PageFiles.read();
  private final StaticSite site = new StaticSite(files);
  private final PageText page = new PageText(new String(bytes("index.html"), UTF_8));

  @Test
  void everyLinkOfThePageIsAFile() {
    assertThat(page.links()).isNotEmpty().allMatch(site.assets()::containsKey);
    assertThat(page.modules()).containsExactly("js/main.js");
  }

  @Test
  void everyImportedModuleIsAFile() {
    List<String> imported = new ArrayList<>();
    site.assets().keySet().stream()
        .filter(name -> name.endsWith(".js"))
        .forEach(
            name -> imported.addAll(ModuleGraph.imports(name, new String(bytes(name), UTF_8))));

    assertThat(imported).isNotEmpty().allMatch(site.assets()::containsKey);
  }

  @Test
  void librariesAndThreeDimensionalDiceAreNotInTheFirstLoad() {
    assertThat(site.preloadedModules(page))
        .contains("js/main.js")
        .noneMatch(name -> name.matches("js/(?:vendor/|noble-hashes/|layer-|verification[-.]).*"))
        .noneMatch(name -> new String(bytes(name), UTF_8).contains("0x428a2f98"));
  }

  @Test
  void everyTextFileIsAvailableInAllCodings() {
    site.assets().values().stream()
        .filter(asset -> asset.type().startsWith("text/") || asset.type().contains("svg"))
        .forEach(asset -> assertThat(asset.encodings()).containsOnlyKeys(ContentCoding.values()));
    assertThat(site.assets().values())
        .noneMatch(asset -> asset.type().equals("application/octet-stream"));
  }

  @Test
  void firstLoadStaysInItsBudget() throws IOException {
    assumeBundled("the page's");
    Set<String> names = new LinkedHashSet<>();
    page.links().stream().filter(link -> !link.endsWith(".svg")).forEach(names::add);
    names.addAll(site.preloadedModules(page));
    FileResponse html = site.answer(new FileRequest("GET", "/", "gzip", null)).orElseThrow();
    int sum = html.body().length + names.stream().mapToInt(this::compressed).sum();
    int raw = bytes("index.html").length + names.stream().mapToInt(this::raw).sum();
    System.out.printf(
        "first load: %d files, %d bytes compressed (the page itself by gzip), %d raw%n",
        names.size() + 1, sum, raw);

    assertThat(sum).isLessThanOrEqualTo(BUDGET_BYTES);
    assertThat(names).hasSizeLessThan(MAX_FILES);
  }

  @Test
  void diceInThreeDimensionsStayInTheirBudget() throws IOException {
    assumeBundled("the page's");
    Set<String> names = new LinkedHashSet<>();
    files.keySet().stream()
        .filter(name -> name.matches("js/(?:layer|mixed)-[A-Z0-9]+\\.js"))
        .forEach(
            name ->
                names.addAll(
                    ModuleGraph.from(name, each -> Optional.of(new String(bytes(each), UTF_8)))));
    assertThat(names).anyMatch(name -> name.contains("vendor/three"));
    names.removeAll(site.preloadedModules(page));
    int sum = names.stream().mapToInt(this::compressed).sum();
    System.out.printf("dice in 3D: %d files, %d bytes compressed%n", names.size(), sum);

    assertThat(sum).isLessThanOrEqualTo(DICE_BUDGET_BYTES);
  }

  @Test
  void clientIsOneSmallFile() throws IOException {
    assumeBundled("the client's");
    int size = compressed("client.js");
    System.out.printf("client.js: %d bytes compressed, %d raw%n", size, bytes("client.js").length);

    assertThat(ModuleGraph.from("client.js", name -> Optional.of(new String(bytes(name), UTF_8))))
        .containsExactly("client.js");
    assertThat(size).isLessThanOrEqualTo(CLIENT_BUDGET_BYTES);
  }

  private void assumeBundled(String whose) throws IOException {
    assumeThat(bundled() || System.getenv("CI") != null)
        .as("%s modules are bundled, since the pom has an esbuild for this machine", whose)
        .isTrue();
  }

  private int compressed(String name) {
    return bytes(name + ".br").length;
  }

  private int raw(String name) {
    return bytes(name).length;
  }

  private boolean bundled() throws IOException {
    return !Arrays.equals(
        bytes("js/main.js"), Files.readAllBytes(Path.of("webapp", "js", "main.js")));
  }

  private byte[] bytes(String name) {
    byte[] bytes = files.get(name);
    assertThat(bytes).as(name).isNotNull();
    return bytes == null ? new byte[0] : bytes;
  }
}
