/**
 * The chaos runs: {@code engines}, with the WAR as it ships in a Payara Micro, three engines in
 * processes of their own, clients at a fixed rate, and every ten seconds a fault of one engine; and
 * {@code tables}, with two gateways that share one redis-server. They fail when a player could have
 * noticed. The third program is in {@link dicegate.chaos.address}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The load is an open loop: a latency counts from the moment the request was due, so a stall
 *       affects all requests that fell into it.
 *   <li>Each request has a total of its own, while requests of all connections share their ids: the
 *       total of an answer shows which request it belongs to.
 *   <li>The unplugged link is a pair of virtual devices. Its far end, in a network namespace with
 *       the engine, is set down, so that neither side gets a reset. That needs root; without it the
 *       engine is frozen instead, and the run says so.
 * </ul>
 *
 * <table>
 *   <caption>Threads</caption>
 *   <tr><th>thread</th><th>does</th></tr>
 *   <tr><td>main</td><td>starts and ends the processes, injects the faults</td></tr>
 *   <tr><td>chaos-clients</td><td>owns the connections and the journal until it ends</td></tr>
 * </table>
 */
@NullMarked
package dicegate.chaos;

import org.jspecify.annotations.NullMarked;
