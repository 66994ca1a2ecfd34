package dicegate.chaos;

/**
 * Reads single fields of JSON that the server wrote, without parsing all of it: the programs are to
 * cost little beside the server.
 */
public final class MessageFields {
  private static final int MAX_DIGITS = 18;

  private MessageFields() {}

  /** Returns the text after a key such as {@code "code":"}, up to its end, or an empty one. */
  public static String text(String message, String key) {
    int start = message.indexOf(key) + key.length();
    int end = message.indexOf('"', start);
    return start < key.length() || end < 0 ? "" : message.substring(start, end);
  }

  /** Returns the number after a key such as {@code "id":}, or -1. */
  public static long number(String message, String key) {
    int found = message.indexOf(key);
    if (found < 0) {
      return -1;
    }
    int start = found + key.length();
    int end = start;
    while (end < message.length()
        && Character.isDigit(message.charAt(end))
        && end - start < MAX_DIGITS) {
      end++;
    }
    return end == start ? -1 : Long.parseLong(message, start, end, 10);
  }
}
