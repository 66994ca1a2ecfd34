/**
 * Metrics, health checks and incidents: {@link dicegate.telemetry.Metrics} contains counters and
 * histograms, {@link dicegate.telemetry.Gauge}s are read at each scrape, {@link
 * dicegate.telemetry.MetricsExposition} writes them for Prometheus, {@link
 * dicegate.telemetry.Probe}s are the health checks, and {@link dicegate.telemetry.Incidents} logs
 * faults of Dicegate itself.
 *
 * <p>Depends on no other package of Dicegate, so that each of them may use it. All classes are
 * thread-safe, {@link dicegate.telemetry.FaceCounts} for one counting thread.
 */
@NullMarked
package dicegate.telemetry;

import org.jspecify.annotations.NullMarked;
