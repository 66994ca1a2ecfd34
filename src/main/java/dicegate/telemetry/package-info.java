/**
 * What is counted and reported: counters and incidents.
 *
 * <p>Knows nothing else of Dicegate, so that every part may count. All of it is thread-safe.
 */
@NullMarked
package dicegate.telemetry;

import org.jspecify.annotations.NullMarked;
