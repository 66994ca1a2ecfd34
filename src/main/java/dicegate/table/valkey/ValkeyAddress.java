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
 * Where a Valkey or Redis server is, and how to get in.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param user empty for the default one
 * @param password empty for none
 * @param database its number, from 0
 * @param tls whether to speak TLS
 */
public record ValkeyAddress(
    String host, int port, String user, String password, int database, boolean tls) {

  private static final Pattern SCHEME = Pattern.compile("rediss?://");
  private static final int DEFAULT_PORT = 6379;
  private static final int MAX_DATABASE = 9_999;

  /** How long connecting, and each answer, may take. */
  private static final int TIMEOUT_MILLIS = 1_500;

  /**
   * Reads {@code redis://[[user]:password@]host[:port][/database]}, or {@code rediss://} for TLS.
   *
   * @throws IllegalArgumentException if it is none; the message shows no password
   */
  public static ValkeyAddress parse(String text) {
    try {
      ValkeyAddress address = of(new URI(text));
      if (address != null) {
        return address;
      }
    } catch (URISyntaxException | NumberFormatException e) {
      // No cause: its message has the text, and with it the password.
      throw unusable(text);
    }
    throw unusable(text);
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

  /** Shows no password. */
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

  private static IllegalArgumentException unusable(String text) {
    return new IllegalArgumentException(
        "expected local, or redis://[user:password@]host[:port][/database] or rediss://..., not \"%s\""
            .formatted(masked(text)));
  }

  /** Returns a text without what may be a password: all before the last at-sign but the scheme. */
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
