package dicegate.page;

import dicegate.it.WebSocketClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutionException;

/** A member of a table without a page, who rolls faster than a browser can. */
final class TableRoller implements AutoCloseable {

  /** Unanswered rolls at a time; fewer than a connection may have. */
  private static final int WINDOW = 100;

  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocketClient client;
  private int rolled;

  private TableRoller(String origin) throws InterruptedException, ExecutionException {
    client =
        WebSocketClient.open(
                http, URI.create(origin.replace("http", "ws") + "/ws"), "dicegate.v1.json")
            .get();
  }

  /**
   * Joins a table.
   *
   * @param link path and fragment of its link, see {@link Visitor#opensTable}
   */
  static TableRoller join(Visitor host, String link, String name) throws Exception {
    TableRoller roller = new TableRoller(host.origin());
    String[] parts = link.substring("/t/".length()).split("#k=", 2);
    roller.client.send(
        """
        {"type":"join","id":"j","table":"%s","key":"%s","name":"%s"}"""
            .formatted(parts[0], parts[1], name));
    roller.client.await("joined");
    return roller;
  }

  /**
   * Rolls once more for each number up to a count; the roll of number n is {@code 1d1+n}. The
   * table's order is another one, since many rolls are unanswered at a time.
   *
   * @param labelled the number of the one roll with a label
   */
  void rollUpTo(int count, int labelled, String label) throws InterruptedException {
    int answered = rolled;
    while (answered < count) {
      while (rolled < count && rolled - answered < WINDOW) {
        rolled++;
        client.send(
            """
            {"type":"roll","id":"r%d","expr":"1d1+%d"%s}"""
                .formatted(
                    rolled, rolled, rolled == labelled ? ",\"label\":\"" + label + "\"" : ""));
      }
      client.await("result");
      answered++;
    }
  }

  @Override
  public void close() {
    client.abort();
    http.close();
  }
}
