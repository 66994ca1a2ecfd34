package dicegate.wire;

/** The kind of a request's error: a code of the service, or a code that an engine named. */
public sealed interface ErrorKind permits ErrorCode, EngineCode {

  /** Returns the code on the wire, for programs; published codes never change. */
  String code();

  /** Tells whether the same request may succeed later. */
  boolean temporary();

  /** Returns the HTTP status of a response with this error, 400 to 599. */
  int httpStatus();
}
