package dicegate.table.valkey;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/**
 * The address and credentials of a Valkey or Redis server.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param user empty for the default user
 * @param password empty if there is none
 * @param database the number of the database, from 0
 * @param tls whether the connection uses TLS
 */
public record ValkeyAddress(
    String host, int port, String user, String password, int database, boolean tls) {

  private static final Pattern SCHEME = Pattern.compile("rediss?://");
  private static final int DEFAULT_PORT = 6379;
  private static final int MAX_DATABASE = 9_999;

  /** The longest time to connect, and to wait for an answer. */
  private static final int TIMEOUT_MILLIS = 1_500;

  /**
   * Reads {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://} for TLS.
   *
   * @throws IllegalArgumentException if the text is not an address; the message hides the password
   */
  public static ValkeyAddress parse(String text) {
    try {
      ValkeyAddress address = of(new URI(text));
      if (address != null) {
        return address;
      }
    } catch (URISyntaxException | NumberFormatException e) {
      // Without the cause: its message contains the text, and with it the password.
      throw invalid(text);
    }
    throw invalid(text);
  }

  private static @Nullable ValkeyAddress of(URI uri) {
    boolean tls = "rediss".equals(uri.getScheme());
    String host = uri.getHost();
    if (host == null || !(tls || "redis".equals(uri.getScheme()))) {
      return null;
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return null;
    }
    int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
    String path = uri.getPath();
    int database = path.length() <= 1 ? 0 : Integer.parseInt(path.substring(1));
    if (port < 1 || port > 65_535 || database < 0 || database > MAX_DATABASE) {
      return null;
    }
    String info = uri.getUserInfo() == null ? "" : uri.getUserInfo();
    int colon = info.indexOf(':');
    String user = colon < 0 ? "" : info.substring(0, colon);
    String password = colon < 0 ? info : info.substring(colon + 1);
    return new ValkeyAddress(host, port, user, password, database, tls);
  }

  /** Returns the address without user and password. */
  @Override
  public String toString() {
    return (tls ? "rediss://" : "redis://") + host + ':' + port + '/' + database;
  }

  HostAndPort hostAndPort() {
    return new HostAndPort(host, port);
  }

  JedisClientConfig config() {
    return DefaultJedisClientConfig.builder()
        .connectionTimeoutMillis(TIMEOUT_MILLIS)
        .socketTimeoutMillis(TIMEOUT_MILLIS)
        .user(user.isEmpty() ? null : user)
        .password(password.isEmpty() ? null : password)
        .database(database)
        .ssl(tls)
        .clientName("dicegate")
        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
        .build();
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "expected local, or redis://[user:password@]host[:port][/database] or rediss://..., not \"%s\""
            .formatted(masked(text)));
  }

  /** Hides what may be a password: everything between the scheme and the last at-sign. */
  private static String masked(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return text;
    }
    Matcher scheme = SCHEME.matcher(text);
    return (scheme.lookingAt() && scheme.end() <= at ? scheme.group() : "")
        + "..."
        + text.substring(at);
  }
}
