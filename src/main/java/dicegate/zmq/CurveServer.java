package dicegate.zmq;

import java.util.Set;
import org.zeromq.ZMQ;

/**
 * What an engine needs to be spoken with over CURVE alone.
 *
 * <p>JeroMQ checks that a client has a key, not which: a context whose sockets have this must have
 * a {@link CurveGuard} too, before any of them binds.
 *
 * @param keys the engine's own; gateways must know the public one
 * @param clients the public keys of those who may connect; at least one
 */
public record CurveServer(CurveKeyPair keys, Set<CurveKey> clients) {

  public CurveServer {
    clients = Set.copyOf(clients);
    if (clients.isEmpty()) {
      throw new IllegalArgumentException("CURVE without the key of any client lets nobody in");
    }
  }

  /** Sets the keys; before the socket binds, by the thread that owns it. */
  public void applyTo(ZMQ.Socket socket) {
    socket.setCurveServer(true);
    socket.setCurvePublicKey(keys.publicKey().bytes());
    socket.setCurveSecretKey(keys.secretKey().bytes());
  }

  /** Tells whether the client with that public key may connect. */
  public boolean allows(CurveKey client) {
    return clients.contains(client);
  }

  /** Shows the public key, and how many clients there are. */
  @Override
  public String toString() {
    return "CurveServer[publicKey=%s, clients=%d]"
        .formatted(keys.publicKey().z85(), clients.size());
  }
}
