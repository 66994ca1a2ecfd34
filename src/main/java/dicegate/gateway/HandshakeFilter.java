package dicegate.gateway;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;

/**
 * Refuses WebSocket handshakes before the upgrade: 403 for pages of other sites, 503 if the
 * connection limit is reached, 429 if the limit of the client's address is reached.
 *
 * <p>A filter, not {@code Configurator.checkOrigin}, which sees no Host header, and whose refusal
 * the servers answer differently.
 *
 * <p>Concurrent handshakes may all find the last place free; {@link ClientRegistry#add} decides.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HandshakeFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** Too Many Requests, RFC 6585; the Servlet API has no name for it. */
  private static final int TOO_MANY_REQUESTS = 429;

  private static final String RETRY_AFTER_SECONDS = "5";

  @Inject private transient GatewaySettings settings;
  @Inject private transient ClientRegistry registry;
  @Inject private transient Metrics metrics;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isHandshake(request)) {
      chain.doFilter(request, response);
    } else if (!isAllowedOrigin(request)) {
      metrics.count(Counter.ORIGINS_REFUSED);
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      switch (registry.checkLimit(ClientAddress.of(request))) {
        case ADMITTED -> chain.doFilter(ClientAddress.tagged(request), response);
        case FULL -> refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        case FULL_FOR_ADDRESS -> refuse(response, TOO_MANY_REQUESTS);
      }
    }
  }

  /** Tells whether a request is a handshake; other upgrades, such as h2c, are not. */
  private static boolean isHandshake(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Upgrade")).stream()
        .anyMatch(upgrade -> upgrade.toLowerCase(Locale.ROOT).contains("websocket"));
  }

  private boolean isAllowedOrigin(HttpServletRequest request) {
    return new OriginPolicy(settings.origins())
        .accepts(Collections.list(request.getHeaders("Origin")), request.getHeader("Host"));
  }

  private static void refuse(HttpServletResponse response, int status) throws IOException {
    response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    response.sendError(status);
  }
}
