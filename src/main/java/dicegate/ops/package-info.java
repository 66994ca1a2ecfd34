/**
 * Resources for operators under {@code /api}: health, metrics and information.
 *
 * <p>{@link dicegate.ops.OpsServlet} answers all of them, and every other path under {@code /api}
 * that is not a roll. Health is open to everybody; metrics and information require the operator's
 * token, if there is one. What they show comes from {@link dicegate.telemetry}.
 *
 * <p>Their errors are {@code application/problem+json}. Requests that a server rejects first (a
 * malformed header, say) get that server's own error page.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
@NullMarked
package dicegate.ops;

import org.jspecify.annotations.NullMarked;
