package dicegate.gateway;

import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;

/**
 * Refuses WebSocket handshakes from pages of other sites with 403, before the upgrade.
 *
 * <p>A filter and not {@code Configurator.checkOrigin}: that one sees no Host header, and the
 * servers answer it differently.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class OriginFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject private transient GatewaySettings settings;
  @Inject private transient Meters meters;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getHeader("Upgrade") != null
        && !new OriginPolicy(settings.origins())
            .accepts(Collections.list(request.getHeaders("Origin")), request.getHeader("Host"))) {
      meters.count(Meter.ORIGINS_REFUSED);
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    chain.doFilter(request, response);
  }
}
