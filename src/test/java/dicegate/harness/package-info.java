/**
 * Shared parts of tests, benchmarks and chaos runs: servers in processes of their own, a
 * non-blocking WebSocket client, and the command line of a program.
 *
 * <p>Frames and handshake: <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>.
 */
@NullMarked
package dicegate.harness;

import org.jspecify.annotations.NullMarked;
