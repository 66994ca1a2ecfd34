package dicegate.conformance;

/** A check that failed: what was sent, what came back, and what should have. */
final class CheckFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String text;
  private final boolean noReply;

  private CheckFailure(String sent, String got, String expected, boolean noReply) {
    super(expected);
    this.text = "sent " + sent + " | got " + got + " | expected " + expected;
    this.noReply = noReply;
  }

  /** Makes a failure of an engine that answered, and wrongly. */
  static CheckFailure wrong(String sent, String got, String expected) {
    return new CheckFailure(Quoted.text(sent), got, expected, false);
  }

  /** Makes a failure of an engine that did not answer in time. */
  static CheckFailure noReply(String sent, String expected) {
    return new CheckFailure(Quoted.text(sent), "nothing", expected, true);
  }

  /** Returns the three in one line. */
  String text() {
    return text;
  }

  /** Tells whether the engine said nothing at all. */
  boolean isNoReply() {
    return noReply;
  }
}
