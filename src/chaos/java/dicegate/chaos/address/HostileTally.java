package dicegate.chaos.address;

/** Counts what happened to the hostile connections. Confined to their thread until it ends. */
final class HostileTally {
  private long opened;
  private long upgraded;
  private long refused;
  private long ended;
  private long messages;
  private long blocked;
  private long sentBytes;
  private long readBytes;
  private int openAtEnd;
  private int closesFailed;

  void opened() {
    opened++;
  }

  void upgraded() {
    upgraded++;
  }

  /** A connection was not accepted, or not upgraded. */
  void refused() {
    refused++;
  }

  /** The server ended an open connection. */
  void ended() {
    ended++;
  }

  void message() {
    messages++;
  }

  /** A message was due while the server did not read the one before. */
  void blocked() {
    blocked++;
  }

  void sent(long bytes) {
    sentBytes += bytes;
  }

  void read(long bytes) {
    readBytes += bytes;
  }

  void openAtEnd() {
    openAtEnd++;
  }

  /** A socket of the attack could not be closed. */
  void closeFailed() {
    closesFailed++;
  }

  /** Returns the number of connections that were open when the attack ended. */
  int openAtEndCount() {
    return openAtEnd;
  }

  /** Returns the number of messages sent. */
  long messageCount() {
    return messages;
  }

  @Override
  public String toString() {
    return ("opened %d, upgraded %d, refused %d, ended by the server %d, open at the end %d;"
            + " messages %d, held back %d; %d kB sent, %d kB read%s")
        .formatted(
            opened,
            upgraded,
            refused,
            ended,
            openAtEnd,
            messages,
            blocked,
            sentBytes / 1000,
            readBytes / 1000,
            closesFailed > 0 ? "; not closed " + closesFailed : "");
  }
}
