package dicegate.gateway;

import dicegate.table.Tables;
import dicegate.telemetry.Metrics;
import dicegate.wire.json.JsonCodec;
import java.util.function.LongSupplier;

/**
 * What all conversations share. Each is thread-safe.
 *
 * @param shutdownFlag whether the service is going down
 * @param nanoClock tells the time as {@link System#nanoTime} does
 */
record GatewayContext(
    EngineRequester caller,
    JsonCodec json,
    GatewaySettings settings,
    SessionStore sessions,
    Tables tables,
    Metrics metrics,
    ShutdownFlag shutdownFlag,
    LongSupplier nanoClock) {}
