package dicegate.gateway;

/** Whether the service is going down, and begins nothing new. Thread-safe; given once. */
final class LastCall {

  private volatile boolean given;

  void give() {
    given = true;
  }

  boolean given() {
    return given;
  }
}
