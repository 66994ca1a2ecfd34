/**
 * The one kind of thread that Dicegate runs for as long as it serves: named, fault-tolerant, ended
 * within a limit, and able to report whether it makes progress. {@code /api/health/live} watches
 * the engine's front, the fleet, the bus and the maintenance loop.
 *
 * <table>
 *   <caption>Threads that are a {@link dicegate.loop.LoopThread}</caption>
 *   <tr><th>thread<th>its work
 *   <tr><td>{@code dicegate-engine-front}, {@code dicegate-engine-worker-N}, {@code dicegate-fleet}
 *       <td>owns ZeroMQ sockets, by {@link dicegate.zmq.SocketLoop}
 *   <tr><td>{@code dicegate-resolver}<td>looks up the engines' host names, in {@link dicegate.fleet}
 *   <tr><td>{@code dicegate-bus-commands}, {@code dicegate-bus-subscriber}<td>owns a connection to
 *       Valkey, in {@link dicegate.table.valkey}
 *   <tr><td>{@code dicegate-gateway-clock}<td>{@link dicegate.gateway.MaintenanceLoop}
 * </table>
 *
 * <p>Threads come from the starter's {@link java.util.concurrent.Executor}: a container's {@code
 * ManagedThreadFactory}, or plain threads in the standalone engine.
 */
@NullMarked
package dicegate.loop;

import org.jspecify.annotations.NullMarked;
