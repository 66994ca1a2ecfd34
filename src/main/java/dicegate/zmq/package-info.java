/**
 * The rules for ZeroMQ sockets, in one place for {@code engine} and {@code fleet}.
 *
 * <ul>
 *   <li>A socket has one owner thread, a {@link dicegate.zmq.SocketLoop}, which opens and closes
 *       it.
 *   <li>Other threads hand over work by a bounded queue and a {@link dicegate.zmq.Wakeup}.
 *   <li>Threads of one process that exchange messages over inproc wake each other by it too: a REP
 *       socket is an {@link dicegate.zmq.InprocService}, its clients reach it by {@link
 *       dicegate.zmq.InprocLanes}.
 *   <li>Each role has a {@link dicegate.zmq.SocketContext} of its own; roles connected over inproc
 *       share one, and its last holder closes it.
 *   <li>Traffic between machines can be encrypted and authenticated by CURVE: {@link
 *       dicegate.zmq.CurveClient} for the side that connects, {@link dicegate.zmq.CurveServer} with
 *       {@link dicegate.zmq.ZapHandler} for the side that binds.
 * </ul>
 *
 * <p>Written for JeroMQ (<a href="https://github.com/fbacchella/jeromq">fr.loghub:jeromq</a>),
 * whose sockets are not thread-safe and whose contexts hang when closed under a socket in use.
 */
@NullMarked
package dicegate.zmq;

import org.jspecify.annotations.NullMarked;
