package dicegate.text;

/**
 * Places in the text of a roll as a person typed it, found without parsing it: engine and gateway
 * replace parts of such texts before they are parsed. Stateless.
 */
public final class TypedRoll {

  private TypedRoll() {}

  /** Returns the index of the first character that is no blank, from an index on. */
  public static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /**
   * Returns the index of the next such character outside of labels and comments; -1 if none
   * follows.
   *
   * @param wanted none of {@code [}, {@code #} and {@code /}
   * @param from an index outside of labels and comments
   */
  public static int indexOf(char wanted, String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == wanted) {
        return at;
      }
      if (c == '#' || (text.startsWith("//", at) && CommentSign.isComment(text, at + 2))) {
        return -1;
      }
      if (c == '[') {
        at = text.indexOf(']', at);
        if (at < 0) {
          return -1;
        }
      }
      at++;
    }
    return -1;
  }
}
