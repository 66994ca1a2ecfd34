package dicegate.gateway;

import dicegate.http.ByteBudget;
import dicegate.table.Tables;
import dicegate.telemetry.Metrics;
import dicegate.wire.json.JsonCodec;
import java.util.function.LongSupplier;

/**
 * The objects that all connections share. Each is thread-safe.
 *
 * @param unreadText the budget of text that clients have not read
 * @param nanoClock returns the time as {@link System#nanoTime} does
 */
record GatewayContext(
    EngineRequester requester,
    JsonCodec json,
    GatewaySettings settings,
    SessionStore sessions,
    AddressUsages addressUsages,
    Tables tables,
    JoinLimits joinLimits,
    ByteBudget unreadText,
    Metrics metrics,
    ShutdownFlag shutdownFlag,
    LongSupplier nanoClock) {}
