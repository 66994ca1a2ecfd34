package dicegate.fleet;

import dicegate.zmq.Message;
import org.jspecify.annotations.Nullable;

/** The connection to one engine. Confined to the fleet's thread. */
interface EngineConnection {

  /** The empty frame before a request, which a REP socket expects. */
  byte[] DELIMITER = new byte[0];

  /**
   * Returns whether a frame can be sent now.
   *
   * @param slow whether the reply may take long
   */
  boolean hasRoom(boolean slow);

  /**
   * Sends a frame behind an empty delimiter; {@link #flush} wakes an engine in this process.
   *
   * @param slow whether the reply may take long
   * @return false if nothing was sent
   */
  boolean send(byte[] body, boolean slow);

  /** Ends a series of sends. */
  void flush();

  /** Receives the next message; null if none is waiting. */
  @Nullable Message receive();

  /** Returns whether the engine is connected now. */
  boolean handshaken();

  /** Returns the number of the connection, counted from 1; ZeroMQ reconnects by itself. */
  int connection();

  /** Returns whether the connection with this number was lost, and its messages with it. */
  boolean lost(int connection);

  /** Returns whether the connection never receives again. */
  boolean broken();

  void close();
}
