package dicegate.chaos.address;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads pages over HTTP/1.1 from one of loopback's addresses, each over a new connection. */
final class WebClient {
  private final String from;
  private final URI top;

  /** Creates a client of a port. */
  WebClient(String from, int port) {
    this.from = from;
    this.top = URI.create("http://127.0.0.1:" + port + "/");
  }

  /** Returns the address of the top page. */
  URI top() {
    return top;
  }

  /**
   * Returns the content of a page.
   *
   * @throws IOException when it is not answered with 200 in time
   */
  String get(URI page, Duration limit) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .localAddress(InetAddress.getByName(from))
            .connectTimeout(limit)
            .build()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(page).timeout(limit).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() != 200) {
        throw new IOException(page.getPath() + " is answered " + response.statusCode());
      }
      return response.body();
    }
  }
}
