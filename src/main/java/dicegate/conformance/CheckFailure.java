package dicegate.conformance;

/** A failed check: the request, the reply, and the expected reply. */
final class CheckFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String text;
  private final boolean noReply;

  private CheckFailure(String sent, String got, String expected, boolean noReply) {
    super(expected);
    this.text = "sent " + sent + " | got " + got + " | expected " + expected;
    this.noReply = noReply;
  }

  /** Returns the failure of an engine that sent a wrong reply. */
  static CheckFailure wrong(String sent, String got, String expected) {
    return new CheckFailure(Quoted.text(sent), got, expected, false);
  }

  /** Returns the failure of an engine that did not reply in time. */
  static CheckFailure noReply(String sent, String expected) {
    return new CheckFailure(Quoted.text(sent), "nothing", expected, true);
  }

  /** Returns the request, the reply and the expected reply in one line. */
  String text() {
    return text;
  }

  /** Tells whether the engine did not reply. */
  boolean isNoReply() {
    return noReply;
  }
}
