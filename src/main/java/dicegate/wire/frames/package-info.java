/**
 * What travels between gateway and engine over ZeroMQ: two contracts, each one text frame either
 * way.
 *
 * <p>{@link dicegate.wire.frames.EngineFrames} is v1, {@link dicegate.wire.frames.LegacyFrames} the
 * original's; an engine tells them apart by the first four bytes. Nothing here throws at bytes from
 * outside: what does not read is empty.
 */
@NullMarked
package dicegate.wire.frames;

import org.jspecify.annotations.NullMarked;
