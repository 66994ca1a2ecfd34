package dicegate.gateway;

/**
 * The codes with which the gateway closes a connection. From 4000 to 4499 a client should come
 * back.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1">RFC 6455, section 7.4.1</a>
 */
final class CloseCode {

  /** A binary frame: the protocol is text. */
  static final int UNSUPPORTED_DATA = 1003;

  /** A message over {@link GatewaySettings#MAX_MESSAGE_CHARS}. */
  static final int TOO_BIG = 1009;

  /** A frame could not be handed to the network. */
  static final int SEND_FAILED = 1011;

  /** The server is stopping or being redeployed. */
  static final int SERVICE_RESTART = 1012;

  /** As many are connected as may be; for the few that the handshake's check let through. */
  static final int TRY_AGAIN_LATER = 1013;

  /** The client asks faster than it reads. */
  static final int SLOW_READER = 4008;

  /** Nothing was heard of the client for {@link Heartbeat#TIMEOUT_NANOS}. */
  static final int HEARTBEAT_TIMEOUT = 4010;

  /** The client goes on sending far faster than it may, see {@link RateLimit}. */
  static final int FLOODING = 4029;

  /** The client's session goes on over another connection. */
  static final int REPLACED = 4409;

  private CloseCode() {}
}
