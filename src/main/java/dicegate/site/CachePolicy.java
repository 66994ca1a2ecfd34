package dicegate.site;

/** For how long a browser may show what it has. */
enum CachePolicy {
  /** It asks each time whether that is still so. */
  REVALIDATE("no-cache"),
  /** What lies under this address is never another. */
  IMMUTABLE("public, max-age=31536000, immutable");

  private final String header;

  CachePolicy(String header) {
    this.header = header;
  }

  /** Returns the value of {@code Cache-Control}. */
  String header() {
    return header;
  }
}
