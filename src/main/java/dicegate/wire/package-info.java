/**
 * The messages that cross a process edge, and their codecs.
 *
 * <p>{@link dicegate.wire.frames} speaks with engines over ZeroMQ, {@link dicegate.wire.json} with
 * clients over WebSocket. To both an expression is opaque text and a result is opaque JSON.
 */
@NullMarked
package dicegate.wire;

import org.jspecify.annotations.NullMarked;
