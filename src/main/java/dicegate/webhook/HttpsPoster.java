package dicegate.webhook;

import dicegate.webhook.AddressGuard.RefusedHostException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends POST requests by https, one on each connection, to addresses that an {@link AddressGuard}
 * has permitted. {@code java.net.http} resolves names by itself, so that the address it reaches may
 * be another one than the one that was checked.
 *
 * <p>The certificate must be valid for the host name. Of the response the status and Retry-After
 * are read, and the body is not.
 *
 * <p>Thread-safe; {@link #post} blocks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
final class HttpsPoster {

  /** The time limit of a request, without that for resolving the name. */
  static final Duration LIMIT = Duration.ofSeconds(15);

  /** The most bytes of a response that are read: its head. */
  static final int MAX_HEAD_BYTES = 16 * 1024;

  /** The longest time in Retry-After that is obeyed. */
  static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(15);

  private static final int CONNECT_MILLIS = 4_000;
  private static final int MAX_CONNECTS = 3;
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final AddressGuard guard;
  private final SSLSocketFactory sockets;
  private final LongSupplier nanoClock;

  /** The connections of requests in progress, with the time at which each is cut. */
  private final Map<Socket, Long> deadlines = new ConcurrentHashMap<>();

  private volatile boolean closed;

  /**
   * Creates a client.
   *
   * @param sockets makes TLS of connections; other than the JDK's default in tests alone
   * @param nanoClock a clock as {@link System#nanoTime}
   */
  HttpsPoster(AddressGuard guard, SSLSocketFactory sockets, LongSupplier nanoClock) {
    this.guard = guard;
    this.sockets = sockets;
    this.nanoClock = nanoClock;
  }

  /** Cuts the connections that are over the time limit; to be called once a second. */
  void tick() {
    long now = nanoClock.getAsLong();
    deadlines.forEach(
        (socket, deadline) -> {
          if (now - deadline >= 0) {
            closeQuietly(socket);
          }
        });
  }

  /** Cuts all connections; requests fail from now on. */
  void close() {
    closed = true;
    deadlines.keySet().forEach(HttpsPoster::closeQuietly);
  }

  /**
   * Sends a request, once.
   *
   * @param headers further headers, of valid names and values
   */
  DeliveryResult post(WebhookUrl url, Map<String, String> headers, byte[] body) {
    try {
      return post(guard.addresses(url.host()), url, headers, body);
    } catch (RefusedHostException e) {
      return new DeliveryResult.Unusable(String.valueOf(e.getMessage()));
    } catch (UnknownHostException e) {
      return tryAgain("The host name has no address.");
    } catch (SSLException e) {
      return tryAgain("The TLS handshake failed, or the certificate is not valid for the host.");
    } catch (IOException e) {
      return tryAgain("The receiver was not reached, or sent no valid answer in time.");
    }
  }

  private static DeliveryResult tryAgain(String why) {
    return new DeliveryResult.TryAgain(why, Optional.empty());
  }

  private DeliveryResult post(
      List<InetAddress> addresses, WebhookUrl url, Map<String, String> headers, byte[] body)
      throws IOException {
    long deadline = nanoClock.getAsLong() + LIMIT.toNanos();
    try (Socket plain = connect(addresses, url.port(), deadline)) {
      try {
        return exchange(plain, url, headers, body);
      } finally {
        deadlines.remove(plain);
      }
    }
  }

  private Socket connect(List<InetAddress> addresses, int port, long deadline) throws IOException {
    IOException last = new IOException("not connected");
    for (InetAddress address : addresses.subList(0, Math.min(MAX_CONNECTS, addresses.size()))) {
      Socket socket = new Socket();
      deadlines.put(socket, deadline);
      if (closed) {
        closeQuietly(socket);
      }
      try {
        socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        return socket;
      } catch (IOException e) {
        last = e;
        deadlines.remove(socket);
        closeQuietly(socket);
      }
    }
    throw last;
  }

  private DeliveryResult exchange(
      Socket plain, WebhookUrl url, Map<String, String> headers, byte[] body) throws IOException {
    plain.setSoTimeout((int) LIMIT.toMillis());
    try (SSLSocket tls = (SSLSocket) sockets.createSocket(plain, url.host(), url.port(), true)) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setServerNames(List.of(new SNIHostName(url.host())));
      parameters.setProtocols(PROTOCOLS);
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      tls.getOutputStream().write(request(url, headers, body));
      tls.getOutputStream().flush();
      return ResponseHead.read(tls.getInputStream()).result();
    }
  }

  private static byte[] request(WebhookUrl url, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder(512);
    head.append("POST ").append(url.target()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(url.authority()).append("\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    head.append("Connection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  /**
   * The head of a response.
   *
   * @param retryAfter the seconds in Retry-After; a date there is ignored
   */
  private record ResponseHead(int status, Optional<Duration> retryAfter) {

    private static final int MIN_STATUS = 100;
    private static final int FIRST_FINAL = 200;
    private static final int MAX_STATUS = 599;
    private static final int STATUS_START = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_START + 3;

    DeliveryResult result() {
      return DeliveryResult.ofStatus(status, retryAfter);
    }

    /** Reads the final head of a response, behind preliminary ones. */
    static ResponseHead read(InputStream in) throws IOException {
      LineReader lines = new LineReader(in);
      while (true) {
        int status = status(lines.next());
        Optional<Duration> retryAfter = Optional.empty();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
          if (line.regionMatches(true, 0, "Retry-After:", 0, "Retry-After:".length())) {
            retryAfter = seconds(line.substring("Retry-After:".length()).strip());
          }
        }
        if (status >= FIRST_FINAL) {
          return new ResponseHead(status, retryAfter);
        }
      }
    }

    private static int status(String line) throws IOException {
      if (line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
        int status = Integer.parseInt(line, STATUS_START, STATUS_END, 10);
        if (status >= MIN_STATUS && status <= MAX_STATUS) {
          return status;
        }
      }
      throw new IOException("not an HTTP response");
    }

    private static Optional<Duration> seconds(String value) {
      if (!value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
        return Optional.empty();
      }
      long millis = (long) Math.ceil(Double.parseDouble(value) * 1_000);
      return Optional.of(Duration.ofMillis(Math.min(millis, MAX_RETRY_AFTER.toMillis())));
    }
  }

  /** Reads lines of ASCII, up to {@link #MAX_HEAD_BYTES} in all. */
  private static final class LineReader {
    private final InputStream in;
    private int read;

    LineReader(InputStream in) {
      this.in = in;
    }

    String next() throws IOException {
      StringBuilder line = new StringBuilder();
      int next = in.read();
      while (next != '\n') {
        if (next < 0 || ++read > MAX_HEAD_BYTES) {
          throw new IOException(next < 0 ? "response ended" : "response head too long");
        }
        line.append((char) next);
        next = in.read();
      }
      int length = line.length();
      boolean carriageReturn = length > 0 && line.charAt(length - 1) == '\r';
      return carriageReturn ? line.substring(0, length - 1) : line.toString();
    }
  }
}
