package dicegate.zmq;

import org.zeromq.ZMQ;

/**
 * What a gateway needs to speak with an engine over CURVE.
 *
 * @param keys the gateway's own; the engine must know the public one
 * @param serverKey the engine's public key
 */
public record CurveClient(CurveKeyPair keys, CurveKey serverKey) {

  /** Sets the keys; before the socket connects, by the thread that owns it. */
  public void applyTo(ZMQ.Socket socket) {
    socket.setCurvePublicKey(keys.publicKey().bytes());
    socket.setCurveSecretKey(keys.secretKey().bytes());
    socket.setCurveServerKey(serverKey.bytes());
  }

  /** Shows the public keys alone. */
  @Override
  public String toString() {
    return "CurveClient[publicKey=%s, serverKey=%s]"
        .formatted(keys.publicKey().z85(), serverKey.z85());
  }
}
