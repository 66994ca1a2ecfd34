package dicegate.gateway;

/** Whether the service is going down, and begins nothing new. Thread-safe; given once. */
final class ShutdownFlag {

  private volatile boolean set;

  void set() {
    set = true;
  }

  boolean isSet() {
    return set;
  }
}
