package dicegate.site;

/** How long a browser may use a cached response. */
enum CachePolicy {
  /** Only after it has asked the server whether the file has changed. */
  REVALIDATE("no-cache"),
  /** For ever: the content of this address never changes. */
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
