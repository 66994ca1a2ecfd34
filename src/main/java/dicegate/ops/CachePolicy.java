package dicegate.ops;

/** For how long a browser may show what it has. */
enum CachePolicy {
  /** It asks each time whether that is still so. */
  ASK("no-cache"),
  /** What lies under this address is never another. */
  FOR_EVER("public, max-age=31536000, immutable");

  private final String header;

  CachePolicy(String header) {
    this.header = header;
  }

  /** Returns the value of {@code Cache-Control}. */
  String header() {
    return header;
  }
}
