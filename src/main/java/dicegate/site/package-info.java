/**
 * The static file server of the page, and the security headers of all responses.
 *
 * <p>{@link dicegate.site.StaticFilter} is the first filter of the chain. It answers every request
 * except WebSocket handshakes and requests for servlets, which it passes on. The files are read
 * once at start from {@code WEB-INF/page} and served from memory, raw, or as Brotli or gzip made by
 * the build. So nothing depends on how a server treats files, which differs, and a path can only be
 * a key of a map: it cannot reach {@code WEB-INF}, a directory, or a file outside the WAR.
 *
 * <p>Browsers may cache everything under {@code v/<hash of all files>/} for ever. The page itself
 * is revalidated at each visit; its links contain the hash. {@code client.js}, which pages of other
 * sites import, is the one file that they may read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110">RFC 9110, HTTP Semantics</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111">RFC 9111, HTTP Caching</a>
 */
@NullMarked
package dicegate.site;

import org.jspecify.annotations.NullMarked;
