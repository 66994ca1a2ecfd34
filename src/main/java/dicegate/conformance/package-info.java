/**
 * Asks an engine, from outside and over tcp, whether it keeps the contract that {@code
 * src/docs/engines.md} gives, for whoever writes one in another language.
 *
 * <p>{@link dicegate.conformance.ConformanceCheck} runs the checks of one contract one after the
 * other and prints a line each. It needs no server, and reads JSON by a strict reader of its own,
 * so that it runs from the engine's jar alone. Everything is confined to the thread that calls it.
 */
@NullMarked
package dicegate.conformance;

import org.jspecify.annotations.NullMarked;
