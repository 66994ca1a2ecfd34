/**
 * The messages that cross a process boundary: their codecs, and the error codes that all of them
 * share.
 *
 * <p>{@link dicegate.wire.frames} is between gateway and engines over ZeroMQ, {@link
 * dicegate.wire.json} between gateway and clients over WebSocket and HTTP. In both an expression is
 * opaque text and a result is opaque JSON. Every error that a client gets is an {@link
 * dicegate.wire.ErrorKind}.
 */
@NullMarked
package dicegate.wire;

import org.jspecify.annotations.NullMarked;
