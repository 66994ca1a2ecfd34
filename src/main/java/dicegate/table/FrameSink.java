package dicegate.table;

/** The destination of a seat's frames: a client's outbox. Thread-safe. */
public interface FrameSink {

  /** Adds a frame after all others without sending it; cheap enough to call under a lock. */
  void enqueue(String frame);

  /** Sends the frames added. */
  void drain();
}
