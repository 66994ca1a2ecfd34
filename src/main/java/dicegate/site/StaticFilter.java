package dicegate.site;

import dicegate.http.HttpExchanges;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Serves the page's files, and sets the security headers of every answer of this web application.
 *
 * <p>Declared in {@code web.xml}, which alone defines an order: it runs before the filters declared
 * by annotations, so that their refusals have the headers too. It passes on WebSocket handshakes
 * and requests for servlets.
 *
 * <p>Thread-safe after {@link #init}.
 */
public class StaticFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String WEB_SOCKET_PATH = "/ws";

  /**
   * The folder of the page's files in the WAR. Servers know no folders of the page then, to which
   * they would redirect, with the request's Host, before any filter.
   */
  private static final String ROOT = "/WEB-INF/page/";

  @Inject private transient FrameAncestors frameAncestors;
  @Inject private transient HttpExchanges exchanges;

  private transient StaticSite site = StaticSite.EMPTY;
  private transient Map<String, String> securityHeaders = Map.of();

  @Override
  public void init() throws ServletException {
    NavigableMap<String, byte[]> files = new TreeMap<>();
    try {
      read(getServletContext(), ROOT, files);
    } catch (IOException e) {
      throw new ServletException("cannot read the page's files", e);
    }
    site = new StaticSite(files);
    securityHeaders = SecurityHeaders.of(frameAncestors);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    securityHeaders.forEach(response::setHeader);
    String context = request.getServletContext().getContextPath();
    String uri = request.getRequestURI();
    if (uri.equals(context)) {
      send(FileResponse.redirect(context + "/"), request, response);
      return;
    }
    String path = uri.startsWith(context) ? uri.substring(context.length()) : "";
    if (isForServlet(request, path)) {
      chain.doFilter(request, response);
    } else if (site.isFolder(path)) {
      send(FileResponse.redirect(context + path + "/"), request, response);
    } else {
      send(
          site.answer(fileRequest(request, path)).orElseGet(() -> FileResponse.notFound(path)),
          request,
          response);
    }
  }

  /**
   * Returns whether this is a WebSocket handshake or a request for a servlet of this application.
   * The server's own servlets, for files and JSP, are mapped to {@code /} or to extensions.
   */
  private static boolean isForServlet(HttpServletRequest request, String path) {
    if (path.equals(WEB_SOCKET_PATH) && request.getHeader("Upgrade") != null) {
      return true;
    }
    MappingMatch match = request.getHttpServletMapping().getMappingMatch();
    return match == MappingMatch.EXACT || match == MappingMatch.PATH;
  }

  private static FileRequest fileRequest(HttpServletRequest request, String path) {
    return new FileRequest(
        request.getMethod(),
        path,
        joined(request, "Accept-Encoding"),
        joined(request, "If-None-Match"));
  }

  private static String joined(HttpServletRequest request, String header) {
    return String.join(",", Collections.list(request.getHeaders(header)));
  }

  private void send(FileResponse file, HttpServletRequest request, HttpServletResponse response) {
    exchanges
        .begin(request, response)
        .ifPresent(
            exchange -> {
              file.headers().forEach(exchange::header);
              exchange.answerShared(file.status(), file.body());
            });
  }

  private static void read(ServletContext context, String directory, Map<String, byte[]> files)
      throws IOException {
    Set<String> paths = context.getResourcePaths(directory);
    for (String path : paths == null ? Set.<String>of() : paths) {
      if (path.endsWith("/")) {
        read(context, path, files);
      } else {
        try (InputStream in = context.getResourceAsStream(path)) {
          if (in == null) {
            throw new IOException("listed but missing: " + path);
          }
          files.put(path.substring(ROOT.length()), in.readAllBytes());
        }
      }
    }
  }
}
