package dicegate.zmq;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zeromq.ZMQ;

/**
 * What an engine needs to be spoken with over CURVE alone.
 *
 * <p>JeroMQ checks that a client has a key, not which: a context whose sockets have this must have
 * a {@link ZapHandler} too, before any of them binds.
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

  /**
   * Reads a server's settings.
   *
   * @param secretKey the engine's secret key; its public key follows from it
   * @param clients public keys, with commas between
   * @return empty if both texts are, so that there is no CURVE
   * @throws IllegalArgumentException if only one is, or a key is none
   */
  public static Optional<CurveServer> parse(String secretKey, String clients) {
    if (secretKey.isEmpty() && clients.isEmpty()) {
      return Optional.empty();
    }
    if (secretKey.isEmpty() || clients.isEmpty()) {
      throw new IllegalArgumentException(
          "CURVE needs both the engine's secret key and the public keys of its clients");
    }
    Set<CurveKey> allowed =
        Arrays.stream(clients.split(",", -1))
            .map(String::strip)
            .map(CurveKey::parse)
            .collect(Collectors.toUnmodifiableSet());
    return Optional.of(new CurveServer(CurveKeyPair.ofSecret(CurveKey.parse(secretKey)), allowed));
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
