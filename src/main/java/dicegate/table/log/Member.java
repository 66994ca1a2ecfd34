package dicegate.table.log;

import dicegate.text.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person at a table, as everybody there sees them.
 *
 * @param id derived from the member's secret token; {@link #ID_CHARS} characters of base64url
 * @param name 1 to {@link #MAX_NAME_CHARS} UTF-16 units without control characters
 * @param colour {@code #rrggbb}, in lower case
 * @param theme the name of the look of the member's dice: 1 to {@link #MAX_THEME_CHARS} characters
 *     of a to z, 0 to 9 and hyphens, the first one a letter; empty for dice in the colour. The
 *     server has no list of themes; clients show an unknown one as none
 * @param origin the digest of the address that the member came from, by which a ban is checked;
 *     empty if addresses do not distinguish clients. Nobody is sent it, and no entry has it
 * @param roots the roots of the series of the member's rolls here, the current and the next one of
 *     each connection, as those at the table are told; no entry has them
 */
public record Member(
    String id,
    String name,
    String colour,
    String theme,
    Role role,
    String origin,
    List<String> roots) {

  /** The longest name, in UTF-16 units. */
  public static final int MAX_NAME_CHARS = 40;

  /** The longest name of a theme, in UTF-16 units. */
  public static final int MAX_THEME_CHARS = 24;

  static final int ID_CHARS = 16;

  /**
   * The bytes of an origin, few on purpose: each stands for hundreds of addresses, so that the
   * store tells nobody who was at a table, and hardly anybody shares one with a banned member.
   */
  private static final int ORIGIN_BYTES = 3;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{" + ID_CHARS + "}");

  private static final int ID_BYTES = 12;
  private static final int TOKEN_BYTES = 16;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

  public Member {
    roots = List.copyOf(roots);
  }

  /** Makes a member as entries have it, without an origin and roots. */
  public Member(String id, String name, String colour, String theme, Role role) {
    this(id, name, colour, theme, role, "", List.of());
  }

  /** Makes the secret by which a person is recognised when joining a table again. */
  public static String newToken() {
    return RandomText.ofBytes(TOKEN_BYTES);
  }

  /** Returns whether a text has the form of such a secret. */
  public static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  /** Returns the id that belongs to a token; it differs from table to table. */
  public static String idOf(TableId table, String token) {
    return Digest.of("dicegate member of " + table, token, ID_BYTES);
  }

  /**
   * Returns the id of a member who rolls by a key without a token; it belongs to no token.
   *
   * @param name a valid name
   */
  public static String idOfKey(TableId table, String key, String name) {
    return Digest.of("dicegate member by key of " + table, key + '\n' + name, ID_BYTES);
  }

  /** Returns whether a text has the form of an id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Returns the origin that belongs to an address at a table; empty for an empty address. */
  public static String originOf(TableId table, String address) {
    return address.isEmpty() ? "" : Digest.of("dicegate origin at " + table, address, ORIGIN_BYTES);
  }

  /** Returns this member with another name. */
  public Member named(String other) {
    return new Member(id, other, colour, theme, role, origin, roots);
  }

  /** Returns this member in another role. */
  public Member in(Role other) {
    return new Member(id, name, colour, theme, other, origin, roots);
  }

  /** Returns this member with roots. */
  public Member with(List<String> others) {
    return new Member(id, name, colour, theme, role, origin, others);
  }

  /** Returns this member as entries have it, without an origin and roots. */
  public Member bare() {
    return origin.isEmpty() && roots.isEmpty() ? this : new Member(id, name, colour, theme, role);
  }

  /** Returns a name without surrounding blanks; empty if it is not valid. */
  public static Optional<String> checkedName(String typed) {
    String name = typed.strip();
    return !name.isEmpty() && name.length() <= MAX_NAME_CHARS && PlainText.is(name)
        ? Optional.of(name)
        : Optional.empty();
  }

  /** Returns whether a text is a colour. */
  public static boolean isColour(String text) {
    return COLOUR.matcher(text).matches();
  }

  /** Returns whether a text is the name of a theme, known or not. */
  public static boolean isTheme(String text) {
    // Not by a pattern, which would allocate for each roll that is read from a store.
    if (text.isEmpty() || text.length() > MAX_THEME_CHARS || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!isLetter(unit) && (unit < '0' || unit > '9') && unit != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char unit) {
    return unit >= 'a' && unit <= 'z';
  }

  /** Returns the approximate memory that it takes in an entry, in UTF-16 units. */
  int chars() {
    return id.length() + name.length() + theme.length();
  }
}
