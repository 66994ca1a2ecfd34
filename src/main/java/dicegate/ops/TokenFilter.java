package dicegate.ops;

import dicegate.wire.ErrorCode;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rejects requests without the operator's token with 401.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750, bearer tokens</a>
 */
@Provider
@RequiresToken
public class TokenFilter implements ContainerRequestFilter {

  private static final String SCHEME = "Bearer ";

  @Inject private OpsSettings settings;

  @Override
  public void filter(ContainerRequestContext request) {
    Optional<String> token = settings.token();
    if (token.isPresent()
        && !hasToken(request.getHeaderString(HttpHeaders.AUTHORIZATION), token.get())) {
      request.abortWith(
          Problem.response(
              Response.status(Response.Status.UNAUTHORIZED)
                  .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"dicegate\""),
              request.getUriInfo().getBaseUri(),
              ErrorCode.UNAUTHORIZED,
              ErrorCode.UNAUTHORIZED.text()));
    }
  }

  /** Compares in constant time, so that response times reveal nothing about the token. */
  private static boolean hasToken(@Nullable String header, String token) {
    return header != null
        && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(bytes(header.substring(SCHEME.length()).strip()), bytes(token));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
