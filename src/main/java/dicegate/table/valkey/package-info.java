/**
 * The table bus for any number of nodes, on a Valkey or Redis server.
 *
 * <table>
 *   <caption>Threads</caption>
 *   <tr><th>thread<th>work
 *   <tr><td>{@code dicegate-bus-commands}<td>runs scripts over its own connection, in batches, and
 *       completes the callers' futures
 *   <tr><td>{@code dicegate-bus-subscriber}<td>receives notifications over its own connection, and
 *       calls the listeners
 *   <tr><td>the gateway's maintenance loop<td>pings, cuts connections that are silent or hang, fails
 *       calls past their deadline
 *   <tr><td>callers that subscribe or unsubscribe<td>write the request to the subscriber's
 *       connection, as far as its buffer holds it without waiting
 * </table>
 *
 * <table>
 *   <caption>Data</caption>
 *   <tr><th>key<th>content
 *   <tr><td>{@code dicegate:{table}:meta}<td>hash: epoch, verifier, head (the newest offset), tag,
 *       size of the history, policy and the offset of the act that made it; {@code hook:} and the id
 *       of each webhook: how far it is delivered; lease: the node that delivers, and until when
 *   <tr><td>{@code dicegate:{table}:rolls}<td>stream of entries, id {@code offset-0}: tag, text
 *   <tr><td>{@code dicegate:{table}:k:...}<td>the offset and epoch of the entry that an idempotency
 *       key made
 *   <tr><td>{@code dicegate:{table}:who}<td>hash by node: the members there, and the time until which
 *       the report is valid
 *   <tr><td>{@code dicegate:{table}:kept}<td>sorted set of members whose seats are kept, by the time
 *       until which
 *   <tr><td>{@code dicegate:{table}:was}<td>the verifier of a table that was discarded to make room,
 *       and its owner: its name is reserved
 *   <tr><td>{@code dicegate:{table}:bell}<td>the channel of notifications
 *   <tr><td>{@code dicegate:tables}, {@code dicegate:tables:owner}<td>sorted sets of tables, of all
 *       owners and of one, by the time until which they live
 *   <tr><td>{@code dicegate:webhooks}<td>set of the tables that have webhooks
 *   <tr><td>{@code dicegate:owners}<td>sorted set of owners, by the number of their tables
 *   <tr><td>{@code dicegate:reserved}, {@code dicegate:reserved:owner}<td>sorted sets of reserved
 *       names, by time
 * </table>
 *
 * <p>No key may be evicted before it expires: the server has to use {@code maxmemory-policy
 * noeviction}, its default. If it evicted an idempotency key, a repeated request would be rolled
 * twice; a table lost as a whole is only created again.
 *
 * <p>Each {@linkplain dicegate.table.valkey.Script script} is atomic, so the server decides the
 * order, and may run twice, so a call without an answer is repeated. Nothing depends on the clocks
 * of the nodes.
 *
 * @see <a href="https://valkey.io/topics/streams-intro/">Streams</a>
 */
@NullMarked
package dicegate.table.valkey;

import org.jspecify.annotations.NullMarked;
