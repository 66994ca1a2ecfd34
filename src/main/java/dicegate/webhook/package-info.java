/**
 * Outgoing webhooks: sends the entries of a table to addresses that a GM has set. Knows no tables:
 * whoever has the entries offers them to a {@link dicegate.webhook.WebhookQueue} of the {@link
 * dicegate.webhook.WebhookDispatcher}, and is told what was delivered.
 *
 * <pre>
 *   offer -&gt; WebhookQueue -&gt; WebhookDispatcher -- a free worker --&gt; HttpsPoster
 *              ^    |  WebhookShape, WebhookSignature                   | AddressGuard
 *   listener &lt;-+    +--------- retried later &lt;-- DeliveryResult &lt;-------+ TLS to that address
 * </pre>
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A stranger chooses the address, so a request is made only by https, to a host name all of
 *       whose addresses are public. The name is resolved once for each request, and the connection
 *       goes to the address that was checked.
 *   <li>Redirects are not followed: the new address would need the same checks, and the GM who set
 *       the old one did not choose it.
 *   <li>In order and at least once: each queue has one delivery in flight, and tries it again until
 *       it is accepted, rejected or given up. A receiver drops doubles by {@code
 *       Dicegate-Delivery}.
 *   <li>A queue that is full takes nothing more: the table's log keeps the entries, and its owner
 *       offers them again.
 * </ul>
 *
 * <p>Threads: calls come from any thread; each delivery blocks one thread of the executor, for at
 * most {@link dicegate.webhook.HttpsPoster#LIMIT} and a second. Resolving a name has the time limit
 * of the system's resolver alone.
 */
@NullMarked
package dicegate.webhook;

import org.jspecify.annotations.NullMarked;
