/**
 * The people at tables: seats, presence, history for newcomers, and the frames that members are
 * sent.
 *
 * <p>{@link dicegate.table.Tables} holds every table with a seat on this node; {@code Table} is one
 * node's view of one table. Rolls are published to the ordered log of {@link dicegate.table.log},
 * and sent to the members only when they come back from it, also on the node that rolled. So all
 * members see one order.
 *
 * <pre>
 *   Seat.moderate -&gt; Moderator -- publish --&gt; TableBus
 *   Seat.share -&gt; RollPublisher -- publish --&gt; TableBus -- notify --&gt; TableSubscription
 *     -&gt; Table -&gt; Seats -- rolled --&gt; FrameSink of every seat that may see it
 *   WebhookFeeds -- lease --&gt; WebhookFeed -&gt; WebhookCursor -- read --&gt; TableBus
 *     -- an entry for all --&gt; WebhookDispatcher
 * </pre>
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A frame contains only the part of a roll that its reader may see: {@link
 *       dicegate.table.log.Addressees} decides, on the server.
 *   <li>Who may join, and in which role, is in the {@link dicegate.table.log.TablePolicy}: {@code
 *       Seats} asks it under its lock, so that no member slips in between an act and its effect.
 *   <li>Keys are a chain of hashes ({@code TableKey}): one stored value identifies the role of each
 *       key, and any member can create a lost table again.
 * </ul>
 *
 * <p>One node delivers the webhooks of a table, whether or not it has seats there: the one that has
 * the lease in the {@link dicegate.table.log.WebhookStore}.
 *
 * <p>Uses the log, webhooks, proofs, wire and telemetry; knows no container, no JSON library and no
 * store. Locks are taken in the order {@code Tables}, {@code TableSubscription}, {@code Seats};
 * {@code Presence} takes its lock alone.
 */
@NullMarked
package dicegate.table;

import org.jspecify.annotations.NullMarked;
