package dicegate.table;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody at a table, as all others see them.
 *
 * @param id who it is, derived from a secret of theirs; {@link #ID_CHARS} characters of base64url
 * @param name 1 to {@link #MAX_NAME_CHARS} UTF-16 units, none of them a control character
 * @param colour {@code #rrggbb}, in lower case
 */
public record Member(String id, String name, String colour, Role role) {

  /** The longest name, in UTF-16 units. */
  public static final int MAX_NAME_CHARS = 40;

  static final int ID_CHARS = 16;

  private static final int ID_BYTES = 12;
  private static final int TOKEN_BYTES = 16;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

  /** Makes the secret by which somebody is known again at a table. */
  static String newToken() {
    return RandomText.ofBytes(TOKEN_BYTES);
  }

  /** Tells whether this may be such a secret. */
  static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  /** Returns the id of who holds a secret; another one at each table. */
  static String idOf(TableId table, String token) {
    return Digest.of("dicegate member of " + table, token, ID_BYTES);
  }

  /** Returns a name without blanks around it; empty if it is none. */
  static Optional<String> checkedName(String typed) {
    String name = typed.strip();
    return !name.isEmpty() && name.length() <= MAX_NAME_CHARS && PlainText.is(name)
        ? Optional.of(name)
        : Optional.empty();
  }

  /** Tells whether this is a colour. */
  static boolean isColour(String text) {
    return COLOUR.matcher(text).matches();
  }
}
