/**
 * The rules by which ZeroMQ sockets are used here, in one place for {@code engine} and {@code
 * fleet}.
 *
 * <ul>
 *   <li>A socket has one owner thread, a {@link dicegate.zmq.SocketLoop}, which opens and closes
 *       it.
 *   <li>Other threads hand work over by a bounded queue and a {@link dicegate.zmq.Wakeup}.
 *   <li>Each role has a {@link dicegate.zmq.SocketContext} of its own; those that meet over inproc
 *       share one, and the last to let go closes it.
 *   <li>What leaves the machine may be encrypted and authenticated by CURVE: {@link
 *       dicegate.zmq.CurveClient} for who connects, {@link dicegate.zmq.CurveServer} with {@link
 *       dicegate.zmq.ZapHandler} for who binds.
 * </ul>
 *
 * <p>Written for JeroMQ (<a href="https://github.com/fbacchella/jeromq">fr.loghub:jeromq</a>),
 * whose sockets are not thread-safe and whose contexts hang when closed under a socket in use.
 */
@NullMarked
package dicegate.zmq;

import org.jspecify.annotations.NullMarked;
