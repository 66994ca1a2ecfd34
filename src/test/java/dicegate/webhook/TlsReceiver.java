package dicegate.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A real receiver of webhooks on loopback, with a certificate of its own for {@link #HOST}. */
public final class TlsReceiver implements AutoCloseable {

  public static final String HOST = "hooks.example.com";

  private static final String PASSWORD = "password";

  private static @Nullable SSLContext shared; // guarded by the class

  private final HttpsServer server;
  private final SSLContext context;
  private final List<Received> received = new ArrayList<>(); // guarded by this
  private final List<Answer> answers = new ArrayList<>(); // guarded by this
  private boolean down; // guarded by this

  /** A request, with its headers as {@code name: value}, the names in lower case. */
  public record Received(
      String method, String target, List<String> headers, String body, int status) {

    public String header(String name) {
      return headers.stream()
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }
  }

  private record Answer(int status, List<String> header) {}

  public TlsReceiver(Path directory) throws Exception {
    context = shared(directory);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", this::handle);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Returns a maker of TLS that trusts this receiver alone. */
  SSLSocketFactory sockets() {
    return context.getSocketFactory();
  }

  /** Sets the answer to the next request that has none yet; without one it is 204. */
  public synchronized void answer(int status, String... header) {
    answers.add(new Answer(status, List.of(header)));
  }

  /** Answers 503 to everything from now on, or no longer. */
  public synchronized void setDown(boolean now) {
    down = now;
  }

  /**
   * Returns a dispatcher that reaches and trusts this receiver alone, by any host name.
   *
   * @param permitted decides about the receiver's address, which is loopback
   */
  public WebhookDispatcher dispatcher(
      Predicate<InetAddress> permitted, Executor workers, Metrics metrics) {
    AddressGuard guard =
        new AddressGuard(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, permitted);
    return new WebhookDispatcher(
        new HttpsPoster(guard, sockets(), System::nanoTime),
        workers,
        metrics,
        new Incidents(metrics),
        System::nanoTime,
        System::currentTimeMillis,
        new Random());
  }

  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Answer answer;
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      List<String> headers = new ArrayList<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  values.forEach(
                      value -> headers.add(name.toLowerCase(Locale.ROOT) + ": " + value)));
      synchronized (this) {
        answer = answers.isEmpty() ? new Answer(down ? 503 : 204, List.of()) : answers.remove(0);
        received.add(
            new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                body,
                answer.status()));
      }
      for (int i = 0; i + 1 < answer.header().size(); i += 2) {
        exchange.getResponseHeaders().add(answer.header().get(i), answer.header().get(i + 1));
      }
      exchange.sendResponseHeaders(answer.status(), -1);
    }
  }

  /** Returns the key and certificate of all receivers: to make them takes seconds. */
  private static synchronized SSLContext shared(Path directory) throws Exception {
    SSLContext made = shared;
    if (made == null) {
      made = context(directory);
      shared = made;
    }
    return made;
  }

  private static SSLContext context(Path directory) throws Exception {
    Path file = directory.resolve("receiver.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "receiver",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + HOST,
                "-ext",
                "san=dns:" + HOST,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.txt").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("receiver", keys.getCertificate("receiver"));
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext made = SSLContext.getInstance("TLS");
    made.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return made;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
