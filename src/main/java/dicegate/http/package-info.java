/**
 * Responses over HTTP, and the limits on what clients make the server hold.
 *
 * <p>Every response of the application passes an {@link dicegate.http.HttpExchange} of {@link
 * dicegate.http.HttpExchanges}: files, rolls, resources for operators, refused handshakes. It is
 * written as fast as its client reads, and counted. {@link dicegate.http.ConnectionLimiter} counts
 * exchanges and WebSocket connections of an address together, {@link dicegate.http.ByteBudget} the
 * bytes that wait for a client; {@code ExchangeRates} delays the responses of an address over its
 * rate, by {@link dicegate.http.TokenBucket} and {@link dicegate.http.RecentAddresses}, which serve
 * WebSocket clients too. {@link dicegate.http.NetworkConnection} limits and ends the server's own
 * connection, which it finds by {@link dicegate.http.ServerObjects}.
 *
 * @see <a
 *     href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#non-blocking-io">Jakarta
 *     Servlet 6.0, 3.7 non-blocking I/O</a>
 */
@NullMarked
package dicegate.http;

import org.jspecify.annotations.NullMarked;
