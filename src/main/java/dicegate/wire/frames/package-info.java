/**
 * The messages between gateway and engine over ZeroMQ: two contracts, each with one text frame each
 * way.
 *
 * <p>{@link dicegate.wire.frames.EngineFrames} is v1, {@link dicegate.wire.frames.LegacyFrames} the
 * original's; an engine distinguishes them by the first four bytes. Invalid bytes from outside give
 * an empty result, never an exception.
 */
@NullMarked
package dicegate.wire.frames;

import org.jspecify.annotations.NullMarked;
