package dicegate.gateway;

import dicegate.table.Tables;
import dicegate.telemetry.Meters;
import dicegate.wire.json.JsonCodec;
import java.util.function.LongSupplier;

/**
 * What all conversations share. Each is thread-safe.
 *
 * @param lastCall whether the service is going down
 * @param nanoClock tells the time as {@link System#nanoTime} does
 */
record Services(
    FleetCaller caller,
    JsonCodec json,
    GatewaySettings settings,
    Sessions sessions,
    Tables tables,
    Meters meters,
    LastCall lastCall,
    LongSupplier nanoClock) {}
