package dicegate.table;

/** Where a seat's frames go: a client's outbox. Thread-safe. */
public interface FrameSink {

  /** Adds a frame behind all others, without sending; cheap enough to be called locked. */
  void enqueue(String frame);

  /** Sends what was added. */
  void drain();
}
