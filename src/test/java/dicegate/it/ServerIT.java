package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.engine.EngineLifecycle;
import dicegate.fleet.Asker;
import dicegate.fleet.EngineAnswer;
import dicegate.fleet.EngineFleet;
import dicegate.gateway.ClientRegistry;
import dicegate.gateway.TyrusIdleTimeouts;
import dicegate.gateway.UndertowDispatch;
import dicegate.wire.frames.Verb;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.server.ServerContainer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The WAR on a real server: wiring inside, rolls from outside. */
@ExtendWith(ArquillianExtension.class)
public class ServerIT {

  private static final int CONNECTIONS = 1_000;
  private static final int REQUESTS_EACH = 20;
  private static final int ROLLS = 10;

  @Inject private EngineFleet fleet;
  @Inject private ClientRegistry registry;
  @Inject private TyrusIdleTimeouts idleTimeouts;
  @Inject private ServletContext context;
  @Inject private HttpServletRequest request;
  @EJB private EngineLifecycle engine;

  @Deployment
  static WebArchive war() {
    return War.withFreeEnginePort()
        .addClasses(
            ServerIT.class, WebSocketClient.class, War.class, WebSocketContainerFields.class);
  }

  @Test
  public void cdiEjbAndEngineAreWired() throws Exception {
    EngineAnswer answer =
        fleet.ask(Asker.alone(UUID.randomUUID()), Verb.ROLL, "3d6").get(10, TimeUnit.SECONDS);

    assertThat(answer).isInstanceOf(EngineAnswer.Rolled.class);
    assertThat(registry.size()).isNotNegative();
    assertThat(engine.tcpEndpoint()).matches("tcp://127\\.0\\.0\\.1:[1-9][0-9]+");
  }

  @Test
  public void messagesScheduleNoTaskAndContainersOtherThanTyrusStayAsTheyAre() throws Exception {
    WebSocketContainerFields container = new WebSocketContainerFields(context);
    if (container.areOfTyrus()) {
      assertMessagesScheduleNoTask(container);
      return;
    }
    idleTimeouts.close();
    List<Object> before = container.values();

    assertThat(idleTimeouts.start(context)).isFalse();

    assertThat(container.values()).usingElementComparator(ServerIT::sameObject).isEqualTo(before);
  }

  @Test
  public void ourSignalerComesBeforeTheLibrarys() throws Exception {
    Class<?> used = Class.forName("zmq.Signaler", false, EngineLifecycle.class.getClassLoader());

    assertThat(used.getResource("Signaler.class").toString()).doesNotContain("jeromq");
    assertThat(used.getResource("/org/zeromq/ZMQ.class").toString()).contains("jeromq");
  }

  @Test
  public void undertowCallsTheEndpointOnItsOwnThreads() throws Exception {
    Object container = context.getAttribute(ServerContainer.class.getName());
    boolean isUndertow = container.getClass().getName().startsWith("io.undertow.");

    assertThat(UndertowDispatch.turnOff(context)).as("done at the start already").isFalse();

    if (isUndertow) {
      assertThat(container.getClass().getMethod("isDispatchToWorker").invoke(container))
          .isEqualTo(false);
    }
  }

  /** When Tyrus schedules nothing by itself, {@link TyrusIdleTimeouts} is not needed any more. */
  private void assertMessagesScheduleNoTask(WebSocketContainerFields container) throws Exception {
    ScheduledExecutorService filter = container.executor();
    idleTimeouts.close();
    ScheduledExecutorService original = container.executor();
    assertThat(original).isNotSameAs(filter);
    AtomicInteger scheduled = new AtomicInteger();
    ScheduledExecutorService counting = WebSocketContainerFields.counting(original, scheduled);
    container.setExecutor(counting);
    try {
      assertThat(idleTimeouts.start(context)).isTrue();
      rollInTheServer();
      assertThat(scheduled).hasValue(0);

      idleTimeouts.close();
      assertThat(container.executor()).isSameAs(counting);
      rollInTheServer();
      assertThat(scheduled).hasValueGreaterThanOrEqualTo(2 * ROLLS);
    } finally {
      container.setExecutor(original);
      idleTimeouts.start(context);
    }
  }

  @Test
  public void engineAnswersThePlainReqClientOfTheOriginal() {
    try (ZContext context = new ZContext();
        ZMQ.Socket req = context.createSocket(SocketType.REQ)) {
      req.setReceiveTimeOut(10_000);
      req.setHandshakeIvl(1_000);
      req.connect(engine.tcpEndpoint());

      req.send("0d6e6f74-6564-11ee-8c99-0242ac120002 3d6");

      assertThat(req.recvStr())
          .matches("0d6e6f74-6564-11ee-8c99-0242ac120002:\\[[1-6], [1-6], [1-6]]");
    }
  }

  @Test
  @RunAsClient
  public void pageIsServedAtTheContextRoot() throws Exception {
    HttpResponse<String> page = Http.get("/");
    HttpResponse<String> module = Http.get("/js/main.js");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("js/main.js").doesNotContain("<style", "style=", "onclick=");
    assertThat(module.statusCode()).isEqualTo(200);
    assertThat(module.headers().firstValue("Content-Type").orElse("")).contains("javascript");
    assertThat(Http.get("/package.json").statusCode()).isEqualTo(404);
  }

  @Test
  @RunAsClient
  public void bareRollIsAnsweredAsTheOriginalDid() throws Exception {
    WebSocketClient client = bareClient();

    assertThat(client.ask("3d4")).matches("\\[[1-4], [1-4], [1-4]]");
  }

  @Test
  @RunAsClient
  public void rollAtATableIsSeenByAllMembers() throws Exception {
    WebSocketClient ana = jsonClient();
    WebSocketClient bo = jsonClient();
    ana.send("{\"type\":\"join\",\"id\":1,\"table\":\"server-it\",\"name\":\"Ana\"}");
    String joined = ana.await("joined");
    assertThat(joined).contains("\"role\":\"gm\"", "\"history\":[]");
    String key = joined.replaceFirst(".*\"player\":\"([^\"]+)\".*", "$1");
    bo.send(
        "{\"type\":\"join\",\"id\":1,\"table\":\"server-it\",\"name\":\"Bö\",\"key\":\"%s\"}"
            .formatted(key));
    assertThat(bo.await("joined")).contains("\"role\":\"player\"", "\"name\":\"Ana\"");

    bo.send("{\"type\":\"roll\",\"id\":2,\"expr\":\"2d1\",\"label\":\"für alle\"}");

    String rolled = ana.await("rolled");
    assertThat(rolled)
        .contains("\"seq\":1,", "\"name\":\"Bö\"", "\"label\":\"für alle\"", "\"total\":2");
    assertThat(bo.await("rolled")).isEqualTo(rolled);
    assertThat(bo.await("result"))
        .startsWith("{\"type\":\"result\",\"id\":2,\"proof\":{\"index\":0,\"root\":\"")
        .contains("\"},\"seq\":1,\"roll\":");
    bo.abort();
    String alone = ana.await("presence");
    while (alone.contains("Bö")) {
      alone = ana.await("presence");
    }
    ana.send("{\"type\":\"leave\",\"id\":3}");
    assertThat(ana.await("left")).contains("\"id\":3");
  }

  @Test
  @RunAsClient
  public void jsonDialectSaysHelloRollsAndPongs() throws Exception {
    WebSocketClient client = jsonClient();

    assertThat(client.next()).contains("\"type\":\"hello\"", "\"inFlight\":256", "\"session\":");
    assertThat(client.ask("{\"type\":\"roll\",\"id\":7,\"expr\":\"2d1\"}"))
        .startsWith("{\"type\":\"result\",\"id\":7,\"proof\":{\"index\":0,\"root\":\"")
        .endsWith(
            "\"},\"roll\":{\"expr\":\"2d1\",\"total\":2,"
                + "\"text\":\"2d1[1, 1] = 2\",\"dice\":[{\"sides\":1,\"value\":1,\"kept\":true},"
                + "{\"sides\":1,\"value\":1,\"kept\":true}],"
                + "\"tree\":{\"type\":\"dice\",\"pos\":0,\"len\":3,\"total\":2,\"dice\":[0,2]},"
                + "\"drawn\":[[1,1],[1,1]]}}");
    assertThat(client.ask("{\"type\":\"ping\",\"id\":\"p\"}"))
        .contains("\"type\":\"pong\"", "\"id\":\"p\"");
    assertThat(client.ask("{\"type\":\"roll\",\"id\":\"x\",\"expr\":\"(3d6\"}"))
        .contains("\"type\":\"error\"", "\"id\":\"x\"", "\"code\":\"syntax\"", "\"pos\":4")
        .contains("\"len\":0", "\"expected\":[", "\"hint\":\"(3d6)\"");
    assertThat(client.ask("{\"type\":\"odds\",\"id\":\"o\",\"expr\":\"4d6kh3\"}"))
        .startsWith("{\"type\":\"odds\",\"id\":\"o\",\"odds\":{\"expr\":\"4d6kh3\"")
        .contains("\"meanExact\":\"15869/1296\"");
  }

  @Test
  @RunAsClient
  public void richerBareExpressionAnswersTheRollObject() throws Exception {
    WebSocketClient client = bareClient();

    assertThat(client.ask("2d1+3"))
        .startsWith("{\"expr\":\"2d1+3\",\"total\":5,\"text\":\"2d1[1, 1] + 3 = 5\",");
    assertThat(client.ask("2#1d1")).startsWith("{\"expr\":\"2#1d1\",\"rolls\":[{");
  }

  @Test
  @RunAsClient
  public void messagesThatCrashedTheOriginalAreAnsweredAndSoIsTheNextRoll() throws Exception {
    WebSocketClient client = bareClient();
    WebSocketClient other = bareClient();

    assertThat(client.ask("3d1")).isEqualTo("[1, 1, 1]");
    assertThat(client.ask("0d6")).isEqualTo("[]");
    assertThat(client.ask("1 d6")).matches("\\[[1-6]]");
    for (String text :
        List.of(
            "5d0",
            "",
            "roll 3d6",
            "3d6:4",
            "999999999d6",
            "\u0663d\u0666",
            "\u0000",
            "\ud83c\udfb2")) {
      assertThat(client.ask(text)).as(text).isEqualTo("\"whaaat?\"");
      assertThat(other.ask("3d6")).matches("\\[[1-6], [1-6], [1-6]]");
    }
    assertThat(client.ask("3d6")).matches("\\[[1-6], [1-6], [1-6]]");
  }

  @Test
  @RunAsClient
  public void oversizedFrameClosesOnlyItsOwnConnection() throws Exception {
    WebSocketClient client = bareClient();
    WebSocketClient other = bareClient();

    client.send("9".repeat(1024 * 1024));

    // Neither server reads such a frame completely, so a reset may overtake the close frame.
    assertThat(client.closeCode()).isIn(1009, WebSocketClient.NO_CLOSE_CODE);
    assertThat(other.ask("3d6")).matches("\\[[1-6], [1-6], [1-6]]");
  }

  @Test
  @RunAsClient
  public void messageOverTheLimitIsRefusedAndOneAtTheLimitIsNot() throws Exception {
    WebSocketClient atLimit = bareClient();
    WebSocketClient over = bareClient();

    over.send("9".repeat(4097));

    assertThat(atLimit.ask("9".repeat(4096))).isEqualTo("\"whaaat?\"");
    assertThat(over.closeCode()).isEqualTo(1009);
  }

  @Test
  @RunAsClient
  public void binaryFrameClosesOnlyItsOwnConnection() throws Exception {
    WebSocketClient small = bareClient();
    WebSocketClient large = bareClient();
    WebSocketClient other = bareClient();

    small.send("3d6".getBytes(StandardCharsets.UTF_8));
    large.send(new byte[100_000]);

    assertThat(small.closeCode()).isEqualTo(1003);
    // A server that closes before it has read all sends a TCP reset (RFC 1122, 4.2.2.13), which may
    // discard its close frame before the client, still sending, has read it.
    assertThat(large.closeCode()).isIn(1003, 1009, WebSocketClient.NO_CLOSE_CODE);
    assertThat(other.ask("3d6")).matches("\\[[1-6], [1-6], [1-6]]");
  }

  @Test
  @RunAsClient
  public void pagesOfOtherSitesAreRefusedBeforeTheUpgrade() {
    assertThatThrownBy(
            () ->
                HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Origin", "http://evil.example")
                    .buildAsync(ws(), new WebSocketClient())
                    .get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasStackTraceContaining("403");
  }

  @Test
  @RunAsClient
  public void thousandConnectionsGetTheirOwnAnswersInOrder() throws Exception {
    List<WebSocketClient> clients = open(CONNECTIONS);

    for (int i = 0; i < CONNECTIONS; i++) {
      for (int j = 1; j <= REQUESTS_EACH; j++) {
        clients.get(i).send((i + j) + "d1");
      }
    }

    for (int i = 0; i < CONNECTIONS; i++) {
      for (int j = 1; j <= REQUESTS_EACH; j++) {
        assertThat(clients.get(i).next()).isEqualTo(ones(i + j));
      }
      assertThat(clients.get(i).unreadMessages()).isZero();
    }
    clients.forEach(WebSocketClient::abort);
  }

  @Test
  @RunAsClient
  public void clientsThatDisconnectBeforeTheirReplyDoNotAffectOthers() throws Exception {
    WebSocketClient stays = bareClient();

    for (WebSocketClient leaves : open(100)) {
      leaves.send("1000d6");
      leaves.abort();
    }

    assertThat(stays.ask("3d6")).matches("\\[[1-6], [1-6], [1-6]]");
  }

  private static String ones(int count) {
    return "[" + "1, ".repeat(count - 1) + "1]";
  }

  private static List<WebSocketClient> open(int count) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    Semaphore handshakes = new Semaphore(50);
    List<CompletableFuture<WebSocketClient>> opening = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      handshakes.acquire();
      opening.add(
          WebSocketClient.open(http, ws()).whenComplete((client, failure) -> handshakes.release()));
    }
    List<WebSocketClient> clients = new ArrayList<>();
    for (CompletableFuture<WebSocketClient> one : opening) {
      clients.add(one.get(WebSocketClient.LIMIT_SECONDS, TimeUnit.SECONDS));
    }
    return clients;
  }

  private static int sameObject(Object a, Object b) {
    return a == b ? 0 : 1;
  }

  private void rollInTheServer() throws Exception {
    URI uri = URI.create("ws://127.0.0.1:" + request.getLocalPort() + "/ws");
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocketClient client =
          WebSocketClient.open(http, uri).get(WebSocketClient.LIMIT_SECONDS, TimeUnit.SECONDS);
      for (int i = 0; i < ROLLS; i++) {
        assertThat(client.ask("3d6")).startsWith("[");
      }
      client.abort();
    }
  }

  private static WebSocketClient bareClient() throws Exception {
    return open(1).get(0);
  }

  private static WebSocketClient jsonClient() throws Exception {
    return WebSocketClient.open(HttpClient.newHttpClient(), ws(), "dicegate.v1.json")
        .get(WebSocketClient.LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static URI ws() {
    return URI.create("ws://127.0.0.1:" + Http.port() + "/ws");
  }
}
