/**
 * Dicegate rolls dice for many browsers at once. The road of one roll:
 *
 * <ol>
 *   <li>{@code webapp/js}: the page sends {@code 3d6} over its WebSocket.
 *   <li>{@link dicegate.gateway}: {@link dicegate.gateway.RollEndpoint} takes the message, a
 *       conversation knows what it means.
 *   <li>{@link dicegate.fleet}: {@link dicegate.fleet.EngineFleet#ask} sends it to an engine over
 *       ZeroMQ, as {@link dicegate.wire.frames} says.
 *   <li>{@link dicegate.engine}: front, worker, responder; {@link dicegate.dice} rolls.
 *   <li>{@link dicegate.fleet} matches the reply. What was rolled at a table gets its place by
 *       {@link dicegate.table}, and from there to all who may see it.
 *   <li>{@link dicegate.gateway} puts the answer into the outbox of the connection that asked, in
 *       the dialect of {@link dicegate.wire.json} or bare.
 * </ol>
 *
 * <p>Beside the road: {@link dicegate.zmq}, how sockets are used; {@link dicegate.telemetry}, what
 * is counted; {@link dicegate.ops}, health, metrics and information; {@link dicegate.site}, the
 * page's files; {@link dicegate.config}, settings and wiring.
 */
@NullMarked
package dicegate;

import org.jspecify.annotations.NullMarked;
