/**
 * The gateway's view of the engines: {@code ask} an expression, get one answer before its deadline,
 * whatever happens to the engine that was asked.
 *
 * <p>The path of a request: {@link dicegate.fleet.ZmqEngineFleet} accepts it, {@code FairQueue}
 * holds it until its client's turn, {@code LoadBalancer} chooses an engine with room, {@code
 * EngineLink} sends it, in a batch with others if the engine takes batches, {@code
 * InFlightRequests} remembers it, and {@code ReplyReader} matches the reply to it. {@code
 * EngineResolver} lists the engines, {@code LatencyEstimate} measures each one, and {@code
 * ProbeBackoff} has the time limits for connecting to it.
 *
 * <p>One DEALER for each engine ({@code EngineSocket}), and one for each worker of the embedded
 * engine ({@code EmbeddedConnection}). A reply counts only if it is {@code ["", body]} and its id
 * is in flight on the very socket it came from (zguide, chapter 3, "The Asynchronous Client/Server
 * Pattern"; chapter 4, "Reliable Request-Reply Patterns"). The deadlines are ours, since a DEALER
 * queues for a peer that is not there.
 *
 * <table>
 *   <caption>How a dead engine is detected</caption>
 *   <tr><th>fault</th><th>sign</th><th>after</th></tr>
 *   <tr><td>killed, reset</td><td>the connection ends</td><td>at once</td></tr>
 *   <tr><td>stopped, hung</td><td>silence with requests in flight, six times its longest gap</td>
 *       <td>150 ms or more, 1 s or more before 20 replies; four fifths of the time limit before the
 *       first reply, while odds are in flight, and for the embedded engine</td></tr>
 *   <tr><td>stopped, unplugged, half-open</td><td>ZMTP heartbeat</td><td>1 s</td></tr>
 *   <tr><td>invalid replies</td><td>64 of them in a row</td><td>at once</td></tr>
 * </table>
 *
 * <p>Its requests in flight go to another engine, once; a request that two engines died with is
 * quarantined. The engine gets requests again after it has answered a probe, on a new socket.
 *
 * <table>
 *   <caption>Threads</caption>
 *   <tr><th>thread</th><th>does</th></tr>
 *   <tr><td>dicegate-fleet</td><td>owns the sockets and every accepted request; makes all
 *       decisions</td></tr>
 *   <tr><td>dicegate-resolver</td><td>looks up host names, if any are configured</td></tr>
 *   <tr><td>ZeroMQ's I/O thread</td><td>reports lost connections</td></tr>
 * </table>
 */
@NullMarked
package dicegate.fleet;

import org.jspecify.annotations.NullMarked;
