/**
 * What is counted, timed and reported: {@link dicegate.telemetry.Metrics} where it happens, {@link
 * dicegate.telemetry.Gauge}s read when asked for, {@link dicegate.telemetry.MetricsExposition} as
 * text for Prometheus, {@link dicegate.telemetry.Probe}s that tell whether a part is well, and
 * incidents.
 *
 * <p>Knows nothing else of Dicegate, so that every part may count. All of it is thread-safe.
 */
@NullMarked
package dicegate.telemetry;

import org.jspecify.annotations.NullMarked;
