/**
 * The gateway's view of the engines: {@code ask} an expression, get one answer before its deadline,
 * whatever becomes of the engine that had it.
 *
 * <p>The road through it: {@link dicegate.fleet.ZmqEngineFleet} takes a request, {@code FairQueue}
 * holds it until its client's turn, {@code EngineRoster} says which engine has room, {@code
 * EngineLink} sends it, and its {@code Ledger} knows it again when the reply comes. {@code
 * EngineDirectory} says which engines there are; {@code Pace} is how fast one of them is, {@code
 * Patience} how long it is waited for.
 *
 * <p>One DEALER an engine ({@code EngineSocket}). A reply counts only if it is {@code ["", body]}
 * and its id is in flight on the very socket it came from (zguide, chapter 3, "The Asynchronous
 * Client/Server Pattern"; chapter 4, "Reliable Request-Reply Patterns"; the deadlines are ours,
 * since a DEALER queues to a peer that is not there).
 *
 * <table>
 *   <caption>How an engine is told to be dead</caption>
 *   <tr><th>it was</th><th>seen by</th><th>after</th></tr>
 *   <tr><td>killed, reset</td><td>the connection ends</td><td>at once</td></tr>
 *   <tr><td>stopped, hung</td><td>silence with work in flight, six times its longest gap</td>
 *       <td>150 ms and more; most of the deadline while odds are counted</td></tr>
 *   <tr><td>stopped, unplugged, half-open</td><td>ZMTP heartbeat</td><td>1 s</td></tr>
 *   <tr><td>lying</td><td>64 unusable replies in a row</td><td>at once</td></tr>
 * </table>
 *
 * <p>What it had in flight goes to another engine, once; a request that two engines died with is
 * given up. The engine gets requests again when it has answered a probe, on a new socket.
 *
 * <table>
 *   <caption>Threads</caption>
 *   <tr><th>thread</th><th>does</th></tr>
 *   <tr><td>dicegate-fleet</td><td>owns the sockets, every request taken over, all judgement</td></tr>
 *   <tr><td>dicegate-resolver</td><td>looks host names up; only if there are any</td></tr>
 *   <tr><td>ZeroMQ's I/O thread</td><td>tells of connections lost</td></tr>
 * </table>
 */
@NullMarked
package dicegate.fleet;

import org.jspecify.annotations.NullMarked;
