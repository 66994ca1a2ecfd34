/**
 * Checks over TCP whether an engine conforms to the protocol in {@code src/docs/engines.md}, for
 * authors of engines in any language.
 *
 * <p>{@link dicegate.conformance.ConformanceCheck} runs the checks of one protocol in sequence and
 * prints a line for each. It needs no server, and runs from the engine's jar alone. Everything is
 * confined to the thread that calls it.
 */
@NullMarked
package dicegate.conformance;

import org.jspecify.annotations.NullMarked;
