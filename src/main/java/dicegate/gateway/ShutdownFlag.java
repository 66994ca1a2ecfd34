package dicegate.gateway;

/** Whether the service is shutting down, and starts nothing new. Set once. Thread-safe. */
public final class ShutdownFlag {

  private volatile boolean set;

  void set() {
    set = true;
  }

  /** Tells whether the shutdown has begun. */
  public boolean isSet() {
    return set;
  }
}
