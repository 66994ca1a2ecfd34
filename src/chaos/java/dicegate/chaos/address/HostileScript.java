package dicegate.chaos.address;

import dicegate.harness.ClientFrames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What one hostile connection does.
 *
 * @param webSocket whether it upgrades before it sends
 * @param opening the bytes that it sends first
 * @param messages what it sends then, one each interval
 * @param interval time between messages; zero for no messages
 * @param reads whether it reads what the server sends
 * @param receiveBufferBytes size of the socket's receive buffer; 0 for the system's choice
 * @param onlyOnce whether it closes itself at the first answer
 * @param reopenAfter when it connects again after it was closed
 */
record HostileScript(
    boolean webSocket,
    ByteBuffer opening,
    Messages messages,
    Duration interval,
    boolean reads,
    int receiveBufferBytes,
    boolean onlyOnce,
    Duration reopenAfter) {

  /** For connections that are not opened again. */
  static final Duration NEVER = Duration.ofDays(1);

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Messages NONE = (connection, number) -> "";

  /** The texts that a connection sends. */
  @FunctionalInterface
  interface Messages {
    /** Returns the text with a number, of the connection with a number. */
    String text(int connection, int number);
  }

  /** Returns a script that sends bytes of HTTP and reads the answers. */
  static HostileScript http(String bytes) {
    return new HostileScript(false, ascii(bytes), NONE, Duration.ZERO, true, 0, false, PATIENCE);
  }

  /** Returns a script that upgrades and sends messages at a rate. */
  static HostileScript webSocket(int perSecond, Messages messages) {
    return new HostileScript(
        true,
        ByteBuffer.allocate(0),
        messages,
        Duration.ofSeconds(1).dividedBy(perSecond),
        true,
        0,
        false,
        PATIENCE);
  }

  /** Returns a script that upgrades and sends bytes, which need not be a whole frame. */
  static HostileScript frame(ByteBuffer bytes) {
    return new HostileScript(true, bytes, NONE, Duration.ZERO, true, 0, false, PATIENCE);
  }

  /** Returns this script for a connection that reads nothing. */
  HostileScript unread(int bufferBytes) {
    return new HostileScript(
        webSocket, opening, messages, interval, false, bufferBytes, onlyOnce, reopenAfter);
  }

  /** Returns this script for a connection that ends at the first answer, and begins at once. */
  HostileScript endlessly() {
    return new HostileScript(
        webSocket, opening, messages, interval, reads, receiveBufferBytes, true, Duration.ZERO);
  }

  /** Returns this script for a connection that begins again as soon as the server ends it. */
  HostileScript again() {
    return new HostileScript(
        webSocket, opening, messages, interval, reads, receiveBufferBytes, onlyOnce, Duration.ZERO);
  }

  /** Returns this script for a connection that is not opened again. */
  HostileScript notAgain() {
    return new HostileScript(
        webSocket, opening, messages, interval, reads, receiveBufferBytes, onlyOnce, NEVER);
  }

  /** Returns the frame of a message. */
  ByteBuffer message(int connection, int number) {
    return ByteBuffer.wrap(ClientFrames.text(messages.text(connection, number)));
  }

  /** Returns whether it sends messages. */
  boolean sendsMessages() {
    return !interval.isZero();
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
  }
}
