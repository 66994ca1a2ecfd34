package dicegate.zmq;

import org.zeromq.ZMQ;

/**
 * The CURVE settings of a gateway.
 *
 * @param keys the gateway's own keys; the engine must know the public one
 * @param serverKey the engine's public key
 */
public record CurveClient(CurveKeyPair keys, CurveKey serverKey) {

  /** Sets the keys on a socket that is not connected yet; for the thread that owns it. */
  public void applyTo(ZMQ.Socket socket) {
    socket.setCurvePublicKey(keys.publicKey().bytes());
    socket.setCurveSecretKey(keys.secretKey().bytes());
    socket.setCurveServerKey(serverKey.bytes());
  }

  /** Returns a text with the public keys alone. */
  @Override
  public String toString() {
    return "CurveClient[publicKey=%s, serverKey=%s]"
        .formatted(keys.publicKey().z85(), serverKey.z85());
  }
}
