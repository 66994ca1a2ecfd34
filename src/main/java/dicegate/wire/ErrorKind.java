package dicegate.wire;

/**
 * What kind of error a request ended with: one of the service's own, or one that an engine named.
 */
public sealed interface ErrorKind permits ErrorCode, EngineCode {

  /** Returns the code as it travels, for programs; published codes never change. */
  String code();

  /** Tells whether the same request may succeed later. */
  boolean temporary();

  /** Returns the HTTP status of a response with this error, 400 to 599. */
  int httpStatus();
}
