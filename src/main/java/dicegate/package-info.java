/**
 * Dicegate rolls dice for many browsers at once. The path of one roll:
 *
 * <ol>
 *   <li>{@code webapp/js}: the page sends {@code 3d6} over its WebSocket.
 *   <li>{@link dicegate.gateway}: {@link dicegate.gateway.RollEndpoint} receives the message, and a
 *       conversation interprets it.
 *   <li>{@link dicegate.fleet}: {@link dicegate.fleet.EngineFleet#ask} sends it to an engine over
 *       ZeroMQ, in the format of {@link dicegate.wire.frames}.
 *   <li>{@link dicegate.engine}: front, worker and responder parse it and roll it with {@link
 *       dicegate.dice}.
 *   <li>{@link dicegate.fleet} matches the reply with its request. A roll at a table of {@link
 *       dicegate.table} is published to the ordered log of {@link dicegate.table.log}, and from
 *       there sent to all members who may see it.
 *   <li>{@link dicegate.gateway} puts the answer into the outbox of the connection that asked, as
 *       {@link dicegate.wire.json} or in the bare dialect.
 * </ol>
 *
 * <p>Packages beside this path: {@link dicegate.zmq}, rules for ZeroMQ sockets; {@link
 * dicegate.loop}, the threads that run as long as the service; {@link dicegate.conformance}, checks
 * of any engine from outside; {@link dicegate.telemetry}, metrics and health checks; {@link
 * dicegate.http}, responses over HTTP and their limits; {@link dicegate.ops}, resources for
 * operators; {@link dicegate.site}, the file server of the page; {@link dicegate.text}, the rule
 * for texts that others see; {@link dicegate.verify}, proofs of rolls; {@link dicegate.json}, a
 * JSON reader without Jakarta EE; {@link dicegate.setting}, a row of the table of settings; {@link
 * dicegate.config}, settings and wiring.
 */
@NullMarked
package dicegate;

import org.jspecify.annotations.NullMarked;
