package dicegate.gateway;

import dicegate.fleet.EngineFleet;
import dicegate.table.Tables;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meters;
import dicegate.wire.json.JsonCodec;
import java.util.function.LongSupplier;

/**
 * What all conversations share. Each is thread-safe.
 *
 * @param nanoClock tells the time as {@link System#nanoTime} does
 */
record Services(
    EngineFleet fleet,
    JsonCodec json,
    GatewaySettings settings,
    Sessions sessions,
    Tables tables,
    Incidents incidents,
    Meters meters,
    LongSupplier nanoClock) {}
