/**
 * Tables shared by any number of nodes, by way of a Valkey or Redis server.
 *
 * <table>
 *   <caption>Who does what</caption>
 *   <tr><th>thread<th>does
 *   <tr><td>{@code dicegate-bus-commands}<td>runs scripts over its own connection, many in one go,
 *       and completes the callers' futures
 *   <tr><td>{@code dicegate-bus-subscriber}<td>listens over its own connection, and calls the
 *       listeners
 *   <tr><td>the gateway's clock<td>pings, cuts what is silent or hangs, fails calls whose time is up
 *   <tr><td>whoever listens or mutes<td>writes that to the subscriber's connection, as far as its
 *       buffer surely holds it
 * </table>
 *
 * <table>
 *   <caption>What is kept</caption>
 *   <tr><th>key<th>holds
 *   <tr><td>{@code dicegate:{table}:meta}<td>hash: epoch, verifier, head (the newest offset), tag
 *   <tr><td>{@code dicegate:{table}:rolls}<td>stream of entries, id {@code offset-0}: tag, text
 *   <tr><td>{@code dicegate:{table}:k:...}<td>the offset that a publish key made, and the epoch
 *   <tr><td>{@code dicegate:{table}:who}<td>hash of nodes: until when it counts, and who is there
 *   <tr><td>{@code dicegate:{table}:bell}<td>the channel
 * </table>
 *
 * <p>Nothing may be taken away before its time: the server is to have {@code maxmemory-policy
 * noeviction}, which is its default. One that evicts may forget a publish key, and what is asked
 * again is rolled twice then; a table that is lost whole is only made anew.
 *
 * <p>A {@linkplain dicegate.table.valkey.Script script} does each thing in one piece, so the server
 * decides the order; it may be run twice, so what had no answer is asked again. Nothing depends on
 * the clocks of the nodes.
 *
 * @see <a href="https://valkey.io/topics/streams-intro/">Streams</a>
 */
@NullMarked
package dicegate.table.valkey;

import org.jspecify.annotations.NullMarked;
