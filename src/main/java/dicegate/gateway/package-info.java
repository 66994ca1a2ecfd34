/**
 * The gateway: clients over WebSocket and HTTP on one side, the {@link dicegate.fleet.EngineFleet}
 * on the other. To the gateway an expression is opaque text and a result is opaque JSON.
 *
 * <p>A message over WebSocket passes {@link dicegate.gateway.RollEndpoint}, {@code Connection}
 * (assembles fragments), {@code Conversation} (dispatches by kind of message), {@code RollCommands}
 * (sends rolls and odds, each id once) and {@link dicegate.gateway.EngineRequester} to the fleet.
 * Its answer passes a {@code ReplyHandler}, then {@code ResumableSession} (keeps answers) in the
 * JSON dialect or {@code ResponseSequencer} (keeps the order) in the bare one, and {@code Outbox},
 * to {@code ClientSocket}; {@code UnreadText} counts what its client has not read. A roll at a
 * table passes {@code TableReplyHandler} and {@link dicegate.table} before it is answered; {@code
 * TableCommands} joins and leaves tables, within the rates of {@code JoinLimits}.
 *
 * <p>Dice come from seeds of {@link dicegate.verify}: {@code SeededRoll} takes a number of a series
 * of the session ({@code SessionSeries}) as it is sent, {@code TableSeries} has rolls at a table
 * published in the order of their numbers, and {@code SeriesCommands} takes the player's seeds.
 *
 * <p>A request over HTTP passes {@link dicegate.gateway.RollServlet}, {@link
 * dicegate.gateway.HttpRollHandler} (limits per address) and the requester to the fleet. Its answer
 * passes {@code HttpReplyHandler} to {@code HttpExchange}. {@code CorsPolicy} lets pages of listed
 * origins read it.
 *
 * <p>On servers that upgrade connections by the Servlet API, such as Payara, the bytes of a
 * WebSocket pass {@link dicegate.gateway.GuardedUpgrade} to a {@code Transport}, which refuses
 * frames at their header and limits unfinished ones, and knows when the network connection ends.
 * {@code ManagedHandler} has Payara forget a handler whose connection it does not close. {@link
 * dicegate.gateway.Transports} leads from a handshake to its session.
 *
 * <p>On Payara, {@link dicegate.gateway.TyrusIdleTimeouts} keeps the WebSocket container from
 * scheduling an empty task at each message.
 *
 * <p>At shutdown, {@link dicegate.gateway.ConnectionDrain} sets the {@link
 * dicegate.gateway.ShutdownFlag}, which stops new requests of both kinds, and closes the
 * connections of the {@link dicegate.gateway.ClientRegistry}.
 *
 * <table>
 *   <caption>Threads</caption>
 *   <tr><th>thread</th><th>does</th></tr>
 *   <tr><td>the container's</td><td>receives messages, up to handing the request to the
 *   fleet</td></tr>
 *   <tr><td>dicegate-fleet</td><td>delivers answers, up to handing the frame to the
 *   container</td></tr>
 *   <tr><td>dicegate-gateway-clock</td><td>pings, closes silent and stalled connections, removes
 *   expired sessions, has delayed responses over HTTP written</td></tr>
 *   <tr><td>dicegate-bus-commands, -subscriber</td><td>deliver answers and frames of tables that
 *   nodes share, up to handing the frame to the container</td></tr>
 *   <tr><td>dicegate-closer</td><td>closes connections and writes delayed responses over HTTP, which
 *   may wait for the peer; a few, while there are such tasks</td></tr>
 * </table>
 */
@NullMarked
package dicegate.gateway;

import org.jspecify.annotations.NullMarked;
