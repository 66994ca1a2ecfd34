package dicegate.zmq;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zeromq.ZMQ;

/**
 * The CURVE settings of an engine, which then serves no peer without CURVE.
 *
 * <p>JeroMQ checks that a client has a key, not which one: a context whose sockets use this needs a
 * {@link ZapHandler} before any of them binds.
 *
 * @param keys the engine's own keys; gateways must know the public one
 * @param clients the public keys of the clients that may connect; at least one
 */
public record CurveServer(CurveKeyPair keys, Set<CurveKey> clients) {

  public CurveServer {
    clients = Set.copyOf(clients);
    if (clients.isEmpty()) {
      throw new IllegalArgumentException("CURVE needs the public key of at least one client");
    }
  }

  /**
   * Reads a server's settings.
   *
   * @param secretKey the engine's secret key; its public key follows from it
   * @param clients public keys, separated by commas
   * @return empty if both texts are empty: no CURVE
   * @throws IllegalArgumentException if only one text is empty, or a key is not valid
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

  /** Sets the keys on a socket that is not bound yet; for the thread that owns it. */
  public void applyTo(ZMQ.Socket socket) {
    socket.setCurveServer(true);
    socket.setCurvePublicKey(keys.publicKey().bytes());
    socket.setCurveSecretKey(keys.secretKey().bytes());
  }

  /** Returns whether the client with that public key may connect. */
  public boolean allows(CurveKey client) {
    return clients.contains(client);
  }

  /** Returns a text with the public key and the number of clients. */
  @Override
  public String toString() {
    return "CurveServer[publicKey=%s, clients=%d]"
        .formatted(keys.publicKey().z85(), clients.size());
  }
}
