import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The JDK's HTTP client, driven line by line: see src/test/python/clients.py. The argument is the
 * file with the certificate authority to trust. Runs from its source.
 */
final class HttpClientProgram {

  private final HttpClient http;
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();

  private HttpClientProgram(HttpClient http) {
    this.http = http;
  }

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    HttpClient http = HttpClient.newBuilder().sslContext(trusting(Path.of(args[0]))).build();
    HttpClientProgram program = new HttpClientProgram(http);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      program.execute(line.split("\t", -1));
    }
    System.exit(0); // connections may still be open
  }

  private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private void execute(String[] command) {
    String name = command[1];
    switch (command[0]) {
      case "open" -> open(name, URI.create(command[2]), command[3], command[4]);
      case "say" -> connections.get(name).send(command[2]);
      case "close" -> connections.get(name).close(Integer.parseInt(command[2]));
      default -> throw new IllegalArgumentException("not a command: " + command[0]);
    }
  }

  private void open(String name, URI uri, String protocol, String origin) {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    if (!protocol.isEmpty()) {
      builder.subprotocols(protocol);
    }
    if (!origin.isEmpty()) {
      builder.header("Origin", origin);
    }
    Connection connection = new Connection(name);
    connections.put(name, connection);
    builder
        .buildAsync(uri, connection)
        .exceptionally(
            fault -> {
              if (fault.getCause() instanceof WebSocketHandshakeException refusal) {
                report("refused", name, Integer.toString(refusal.getResponse().statusCode()));
              } else {
                fault.printStackTrace();
              }
              return null;
            });
  }

  private static synchronized void report(String... parts) {
    System.out.println(String.join("\t", parts));
  }

  /** One connection; sends messages one after another, since the client allows one at a time. */
  private static final class Connection implements WebSocket.Listener {

    private final String name;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
    private CompletableFuture<WebSocket> sent = opened;

    Connection(String name) {
      this.name = name;
    }

    /** Called by the command thread only, like {@link #close}. */
    void send(String message) {
      sent = sent.thenCompose(socket -> socket.sendText(message, true));
    }

    void close(int code) {
      sent = sent.thenCompose(socket -> socket.sendClose(code, ""));
    }

    @Override
    public void onOpen(WebSocket socket) {
      report("opened", name, socket.getSubprotocol());
      opened.complete(socket);
      socket.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        report("heard", name, text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
      report("pinged", name);
      socket.request(1); // the client sends the pong itself
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      report("closed", name, Integer.toString(code));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable fault) {
      fault.printStackTrace();
    }
  }
}
