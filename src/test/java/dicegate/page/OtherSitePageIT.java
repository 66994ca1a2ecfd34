package dicegate.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages of other sites that roll over HTTP, by the CORS protocol of a real browser. */
@ExtendWith(PageEnvironmentExtension.class)
final class OtherSitePageIT {

  private static final String CROSS_ORIGIN = "^request to another host: .*/api/";
  private static final String BLOCKED = "blocked by CORS policy|net::ERR_FAILED";

  /** Returns the status, the header Accept-Post and the text, or the failure's name alone. */
  private static final String FETCH =
      """
      async ({ url, init }) => {
        try {
          const response = await fetch(url, JSON.parse(init));
          return [response.status, response.headers.get('Accept-Post'), await response.text()].join(' ');
        } catch (failure) {
          return failure.name;
        }
      }
      """;

  private static final String JSON_ROLL =
      """
      {"method":"POST","headers":{"Content-Type":"application/json"},
       "body":"{\\"expr\\":\\"2d1+@str\\",\\"vars\\":{\\"str\\":3}}"%s}
      """;

  @Test
  void listedPageRollsAndReadsRefusals(Visitors visitors) {
    Visitor page = open(visitors, VisitorProfile.DESKTOP);

    assertThat(page.page().evaluate("() => crossOriginIsolated")).isEqualTo(true);
    assertThat(fetch(visitors, page, "/api/roll?expr=2d1%2B3", "{}"))
        .startsWith("200 ")
        .contains("\"total\":5");
    assertThat(fetch(visitors, page, "/api/roll", JSON_ROLL.formatted("")))
        .startsWith("200 ")
        .contains("\"total\":5");
    page.expects("status of 4(00|15)");
    assertThat(fetch(visitors, page, "/api/odds?expr=3d", "{}"))
        .startsWith("400 ")
        .contains("\"code\":\"syntax\"");
    assertThat(fetch(visitors, page, "/api/roll", "{\"method\":\"POST\",\"body\":\"3d6\"}"))
        .startsWith("415 application/json, ");
  }

  @Test
  void listedPageMaySendNoCredentialsAndNoOtherHeaders(Visitors visitors) {
    Visitor page = open(visitors, VisitorProfile.DESKTOP);
    page.expects(BLOCKED);

    assertThat(
            fetch(visitors, page, "/api/roll", JSON_ROLL.formatted(",\"credentials\":\"include\"")))
        .isEqualTo("TypeError");
    assertThat(
            fetch(visitors, page, "/api/roll?expr=2d1", "{\"headers\":{\"Authorization\":\"x\"}}"))
        .isEqualTo("TypeError");
    assertThat(fetch(visitors, page, "/api/info", "{}")).isEqualTo("TypeError");
  }

  @Test
  void pageThatIsNotListedReadsNothing(Visitors visitors) {
    Visitor page = open(visitors, VisitorProfile.DESKTOP.through("localhost"));
    page.expects(BLOCKED);

    assertThat(fetch(visitors, page, "/api/roll?expr=2d1", "{}")).isEqualTo("TypeError");
    assertThat(fetch(visitors, page, "/api/roll", JSON_ROLL.formatted(""))).isEqualTo("TypeError");
  }

  private static Visitor open(Visitors visitors, VisitorProfile profile) {
    Visitor page = visitors.createOn(visitors.otherSite(), profile);
    page.expects(CROSS_ORIGIN);
    page.open("/");
    return page;
  }

  private static String fetch(Visitors visitors, Visitor page, String path, String init) {
    String url = "http://127.0.0.1:" + visitors.server().port() + path;
    return (String) page.page().evaluate(FETCH, Map.of("url", url, "init", init));
  }
}
