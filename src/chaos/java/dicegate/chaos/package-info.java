/**
 * The chaos run: the WAR as it ships in a Payara Micro, three engines as processes of their own,
 * clients at a fixed rate, and every ten seconds a misfortune of one engine. It fails when a player
 * could have noticed.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The load is an open loop: a latency counts from the moment the request was meant to be
 *       sent, so a stall is paid for by all requests that fell into it.
 *   <li>Each request adds up to a number of its own, and requests of all connections share their
 *       ids: an answer proves by its total which request it belongs to.
 *   <li>An unplugged link is a pair of virtual devices whose far end, in a network namespace with
 *       the engine, is set down: nobody gets a reset. That needs root; without it the engine is
 *       stopped once more, and the run says so.
 * </ul>
 *
 * <table>
 *   <caption>Threads</caption>
 *   <tr><th>thread</th><th>does</th></tr>
 *   <tr><td>main</td><td>starts and ends the processes, brings the misfortunes about</td></tr>
 *   <tr><td>chaos-clients</td><td>owns the connections and the ledger until it ends</td></tr>
 * </table>
 */
@NullMarked
package dicegate.chaos;

import org.jspecify.annotations.NullMarked;
