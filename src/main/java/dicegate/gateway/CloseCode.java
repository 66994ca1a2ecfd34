package dicegate.gateway;

/**
 * The codes with which the gateway closes a connection. After 4000 to 4499 a client should
 * reconnect.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1">RFC 6455, section 7.4.1</a>
 */
final class CloseCode {

  /** The client sent a binary frame; the protocol is text. */
  static final int UNSUPPORTED_DATA = 1003;

  /** The client sent a message longer than {@link GatewaySettings#MAX_MESSAGE_CHARS}. */
  static final int TOO_BIG = 1009;

  /** A frame could not be sent. */
  static final int SEND_FAILED = 1011;

  /** The server is shutting down or being redeployed. */
  static final int SERVICE_RESTART = 1012;

  /**
   * The connection limit is reached, and the handshake's check did not see it yet; or the limit of
   * bytes of unfinished frames.
   */
  static final int TRY_AGAIN_LATER = 1013;

  /** The client reads more slowly than it sends requests. */
  static final int SLOW_READER = 4008;

  /** The client sent nothing, not even a pong, for {@link Heartbeat#TIMEOUT_NANOS}. */
  static final int HEARTBEAT_TIMEOUT = 4010;

  /** The client keeps sending far faster than its rate limit; see {@link RateLimit}. */
  static final int FLOODING = 4029;

  /** The client's session continues on another connection. */
  static final int REPLACED = 4409;

  private CloseCode() {}
}
