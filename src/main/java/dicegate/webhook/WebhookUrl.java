package dicegate.webhook;

import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a webhook: https, a host name with a dot, and a port on which HTTP is served.
 *
 * <p>An IP address is refused in every spelling: TLS certificates are for names, and the spellings
 * are many ({@code 127.1}, {@code 0x7f000001}, {@code [::ffff:7f00:1]}).
 *
 * @param host in lower case and ASCII, without a dot at its end
 * @param target path and query, in ASCII, beginning with a slash
 */
public record WebhookUrl(String host, int port, String target) {

  /** The longest address, in UTF-16 units. */
  public static final int MAX_CHARS = 1_024;

  private static final int HTTPS = 443;
  private static final int MAX_PORT = 65_535;
  private static final int MAX_HOST_CHARS = 253;

  /** The first port that needs no privilege; below it only 443 is allowed. */
  private static final int FIRST_FREE_PORT = 1_024;

  /**
   * Ports from {@link #FIRST_FREE_PORT} on of services that are not HTTP: those that browsers
   * block, and those of stores and remote control.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#port-blocking">Fetch Standard, port blocking</a>
   */
  private static final Set<Integer> BLOCKED_PORTS =
      Set.of(
          1080, 1433, 1521, 1719, 1720, 1723, 1883, 2049, 2181, 2375, 2376, 2379, 2380, 3128, 3268,
          3269, 3306, 3389, 3659, 4045, 4190, 4369, 5060, 5061, 5222, 5269, 5432, 5555, 5556, 5671,
          5672, 5900, 5984, 5985, 5986, 6000, 6379, 6380, 6443, 6566, 6665, 6666, 6667, 6668, 6669,
          6679, 6697, 8883, 9042, 9092, 9200, 9300, 10080, 10250, 10255, 11211, 25565, 27017, 27018,
          50000);

  private static final Pattern URL =
      Pattern.compile("https://([^/?#\\\\]*)([/?][^#\\\\]*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern AUTHORITY = Pattern.compile("([^:@\\[\\]%]+)(?::([0-9]{1,5}))?");
  private static final Pattern HOST =
      Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z0-9-]{2,63}");

  /** A last label that makes programs read a name as an IPv4 address. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  private static final Pattern TARGET = Pattern.compile("[!-~]*");

  /**
   * Reads an address as a GM typed it.
   *
   * @throws InvalidWebhookUrlException if it is not allowed; its text says why
   */
  public static WebhookUrl parse(String typed) {
    if (typed.length() > MAX_CHARS) {
      throw new InvalidWebhookUrlException(
          "The address is longer than %d characters.".formatted(MAX_CHARS));
    }
    Matcher url = URL.matcher(typed);
    if (!url.matches()) {
      throw new InvalidWebhookUrlException(
          "The address must be https://, a host name and a path, without a #.");
    }
    Matcher authority = AUTHORITY.matcher(url.group(1));
    if (!authority.matches()) {
      throw new InvalidWebhookUrlException(
          "Behind https:// is a host name, and perhaps a port; a user, a password and an IP address"
              + " are not allowed.");
    }
    String rest = url.group(2) == null ? "/" : url.group(2);
    String target = rest.startsWith("/") ? rest : "/" + rest;
    if (!TARGET.matcher(target).matches()) {
      throw new InvalidWebhookUrlException(
          "The path has a blank or a character that is not ASCII; write it encoded, as %20.");
    }
    return new WebhookUrl(host(authority.group(1)), port(authority.group(2)), target);
  }

  /** Returns the host, with the port unless it is the default, as in the header Host. */
  public String authority() {
    return port == HTTPS ? host : host + ":" + port;
  }

  /** Hides the target, which is a secret at Discord and Slack. */
  @Override
  public String toString() {
    return "https://" + authority() + "/...";
  }

  private static String host(String typed) {
    String host;
    try {
      host = IDN.toASCII(typed).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new InvalidWebhookUrlException("The host name is not valid.");
    }
    if (NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches()) {
      throw new InvalidWebhookUrlException("The host must be a name, not an IP address.");
    }
    if (host.length() > MAX_HOST_CHARS || !HOST.matcher(host).matches()) {
      throw new InvalidWebhookUrlException(
          "The host must be a full name such as hooks.example.com, without a dot at its end.");
    }
    return host;
  }

  private static int port(@Nullable String typed) {
    int port = typed == null ? HTTPS : Integer.parseInt(typed);
    boolean allowed = port == HTTPS || (port >= FIRST_FREE_PORT && port <= MAX_PORT);
    if (!allowed || BLOCKED_PORTS.contains(port)) {
      throw new InvalidWebhookUrlException(
          "The port must be 443, or one from %d to %d that is not of another service."
              .formatted(FIRST_FREE_PORT, MAX_PORT));
    }
    return port;
  }
}
