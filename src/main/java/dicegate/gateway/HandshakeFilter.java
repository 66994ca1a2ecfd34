package dicegate.gateway;

import dicegate.http.ClientAddress;
import dicegate.http.HttpExchanges;
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
import java.nio.charset.StandardCharsets;
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

  @Inject private transient GatewaySettings settings;
  @Inject private transient ClientRegistry registry;
  @Inject private transient HttpExchanges exchanges;
  @Inject private transient Transports transports;
  @Inject private transient Metrics metrics;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isHandshake(request)) {
      chain.doFilter(request, response);
    } else if (!isAllowedOrigin(request)) {
      metrics.count(Counter.ORIGINS_REFUSED);
      refuseOrigin(request, response);
    } else {
      switch (registry.checkLimit(ClientAddress.of(request))) {
        case ADMITTED -> chain.doFilter(transports.tagged(request), response);
        case FULL -> HttpExchanges.refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        case FULL_FOR_ADDRESS -> HttpExchanges.refuse(response, HttpExchanges.TOO_MANY_REQUESTS);
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

  private void refuseOrigin(HttpServletRequest request, HttpServletResponse response) {
    exchanges
        .begin(request, response)
        .ifPresent(
            exchange ->
                exchange.answer(
                    HttpServletResponse.SC_FORBIDDEN,
                    "text/plain;charset=UTF-8",
                    "This origin may not connect.".getBytes(StandardCharsets.UTF_8)));
  }
}
