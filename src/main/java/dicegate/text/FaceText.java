package dicegate.text;

/**
 * The rule for the face of a real die in a message: a number, or symbols as the dice language
 * writes them. It is one token between commas, so it has neither these nor blanks. Stateless.
 */
public final class FaceText {

  /** The most characters of one face: more than any face of the dice language has. */
  public static final int MAX_CHARS = 600;

  private FaceText() {}

  /** Tells whether a text may be a face; which faces a die has is the engine's to know. */
  public static boolean is(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_CHARS
        && !text.equals("-")
        && text.indexOf(',') < 0
        && text.codePoints().noneMatch(c -> c <= ' ' || Character.isWhitespace(c))
        && PlainText.is(text);
  }
}
