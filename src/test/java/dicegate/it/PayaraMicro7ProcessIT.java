package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.harness.PayaraMicro;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The WAR on Payara Micro 7, which has Jakarta EE 11 and a newer Tyrus, beside another application
 * with a WebSocket endpoint.
 */
final class PayaraMicro7ProcessIT {

  private static final int MESSAGES = 100;

  /** In the names of the threads of the executor on which Tyrus schedules; tasks create them. */
  private static final String SCHEDULER = "defaultManagedScheduledExecutorService";

  /** Another application's endpoint. */
  @ServerEndpoint("/echo")
  public static final class Echo {

    /** Called by the container. */
    public Echo() {}

    /** Returns the text as the answer. */
    @OnMessage
    public String echo(String text) {
      return text;
    }
  }

  @Test
  void rollsScheduleNoTasksAndMessagesOfOtherApplicationsDo(@TempDir Path directory)
      throws Exception {
    Path other = directory.resolve("other.war");
    ShrinkWrap.create(WebArchive.class)
        .addClass(Echo.class)
        .as(ZipExporter.class)
        .exportTo(other.toFile());
    List<Path> wars = List.of(Path.of(System.getProperty("dicegate.war")), other);
    Path jar = Path.of(System.getProperty("payara.micro7.jar"));
    try (HttpClient http = HttpClient.newHttpClient();
        PayaraMicro server =
            PayaraMicro.start(jar, List.of(), directory.resolve("server"), wars, Map.of())) {
      server.awaitRoll();
      exchange(http, server, "/ws", "3d1", "[1, 1, 1]");

      assertThat(Files.readString(server.log()))
          .contains("empty idle time-outs of Tyrus skipped container=");
      assertThat(server.threadNames()).isNotEmpty().noneMatch(name -> name.contains(SCHEDULER));

      exchange(http, server, "/other/echo", "text", "text");

      assertThat(server.threadNames()).anyMatch(name -> name.contains(SCHEDULER));
    }
  }

  private static void exchange(
      HttpClient http, PayaraMicro server, String path, String request, String answer)
      throws Exception {
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + path);
    WebSocketClient client =
        WebSocketClient.open(http, uri).get(WebSocketClient.LIMIT_SECONDS, TimeUnit.SECONDS);
    for (int i = 0; i < MESSAGES; i++) {
      assertThat(client.ask(request)).isEqualTo(answer);
    }
    client.abort();
  }
}
