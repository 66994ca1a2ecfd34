package dicegate.fleet;

import dicegate.zmq.Load;
import dicegate.zmq.Message;
import org.jspecify.annotations.Nullable;

/** The connection to one engine. Confined to the fleet's thread. */
interface EngineConnection {

  /** The empty frame before a request, which a REP socket expects. */
  byte[] DELIMITER = new byte[0];

  /** Returned by {@link #workedNanos} if the connection cannot know. */
  long UNKNOWN = -1;

  /** Returns whether a frame can be sent now. */
  boolean hasRoom(Load load);

  /** Sets whether it is the turn of a heavy frame, for which one worker must become idle. */
  void keepLast(boolean keeps);

  /**
   * Sends a frame behind an empty delimiter; {@link #flush} wakes an engine in this process.
   *
   * @return false if nothing was sent
   */
  boolean send(byte[] body, Load load);

  /** Ends a series of sends. */
  void flush();

  /** Receives the next message; null if none is waiting. */
  @Nullable Message receive();

  /**
   * Returns the time that the engine worked for the message received last, in nanoseconds of one
   * worker; {@link #UNKNOWN} if the engine does not tell.
   */
  long workedNanos();

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
