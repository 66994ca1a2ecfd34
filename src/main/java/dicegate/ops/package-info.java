/**
 * What an operator sees of Dicegate: health, metrics and information under {@code /api}, how the
 * page's files are served, and under which security headers.
 *
 * <p>{@link dicegate.ops.Api} is the JAX-RS application; {@code HealthResource}, {@code
 * MetricsResource} and {@code InfoResource} show what {@link dicegate.telemetry} knows, the latter
 * two behind {@code TokenFilter}. Errors of theirs are {@code application/problem+json}; what never
 * gets to them, such as a header that is none, the servers answer in ways of their own.
 *
 * <p>{@link dicegate.ops.StaticFilter} comes first in the chain, answers for all that is a file of
 * the page or nothing at all, and hands on what is a WebSocket's or a servlet's. The files are read
 * once at start and served from memory, raw, or as Brotli or gzip made at build time. So the
 * servers' own ways with files, which differ, are out of the game, and a path can lead nowhere but
 * to a name in a map: not to {@code WEB-INF}, not to a directory, not out of the WAR.
 *
 * <p>All under {@code v/<hash of everything>/} may be kept by browsers for ever; the page alone is
 * asked for each time, and names the hash.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110">RFC 9110, HTTP Semantics</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111">RFC 9111, HTTP Caching</a>
 */
@NullMarked
package dicegate.ops;

import org.jspecify.annotations.NullMarked;
