/**
 * The gateway: WebSocket on one side, the {@link dicegate.fleet.EngineFleet} on the other. To it an
 * expression is opaque text and a result opaque JSON.
 *
 * <p>The road through it: {@link dicegate.gateway.RollEndpoint}, {@code Client} (puts fragments
 * together), {@code Conversation} (what a message means), the fleet, {@code Conversation} again,
 * {@code Session} (what ran already, in the JSON dialect), {@code OrderedAnswers} for the bare
 * dialect, {@code Outbox}, {@code ClientSocket}. What is rolled at a table takes the way by {@code
 * TableReply} and {@link dicegate.table} before it is answered; {@code TableTalk} knows where a
 * client sits.
 *
 * <p>Scripts take a shorter one: {@link dicegate.gateway.RollServlet}, {@code HttpAsker} (limits by
 * address), {@code FleetCaller}, the fleet, {@code HttpReply}, {@code HttpExchange}. Once {@link
 * dicegate.gateway.ClientRegistry#drain} has begun, {@code LastCall} stops what is new on both.
 *
 * <table>
 *   <caption>Threads</caption>
 *   <tr><th>thread</th><th>does</th></tr>
 *   <tr><td>the container's</td><td>messages in, up to handing the request to the fleet</td></tr>
 *   <tr><td>dicegate-fleet</td><td>answers out, up to handing the frame to the container</td></tr>
 *   <tr><td>dicegate-gateway-clock</td><td>pings, gives up who is stuck or gone, forgets old
 *   sessions</td></tr>
 *   <tr><td>dicegate-bus-commands, -subscriber</td><td>answers and frames of tables that nodes
 *   share, up to handing the frame to the container</td></tr>
 *   <tr><td>dicegate-closer</td><td>closes, which may wait for the peer; a few, when there is
 *   something to close</td></tr>
 * </table>
 */
@NullMarked
package dicegate.gateway;

import org.jspecify.annotations.NullMarked;
