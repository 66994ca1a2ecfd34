package dicegate.table;

import dicegate.table.log.Digest;
import dicegate.table.log.RandomText;
import dicegate.table.log.Role;
import dicegate.table.log.TableId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret that admits its owner to a table in a role. It is part of the table's link, and leaves
 * the browser only to join.
 *
 * <p>The keys of a table are a chain of hashes: the player's key is the hash of the GM's, the
 * watcher's that of the player's, and the <em>verifier</em>, which the table stores, that of the
 * watcher's. So the owner of a key can derive the weaker ones and no stronger one, the store holds
 * no key, and the first member who returns to a lost table can create it again with the same keys.
 *
 * <p>To renew the keys, a GM starts another chain: the table stores its verifier in place of the
 * old one, and the members who are there are known by their tokens from then on.
 *
 * @param role the role that the key gives
 * @param secret 128 bits in base64url, {@link #SECRET_CHARS} characters
 */
public record TableKey(Role role, String secret) {

  static final int SECRET_CHARS = 22;

  private static final int SECRET_BYTES = 16;
  private static final String CHAIN = "dicegate table key";
  private static final Pattern TEXT = Pattern.compile("[gpw][A-Za-z0-9_-]{" + SECRET_CHARS + "}");

  /** Makes the GM's key of a new table. */
  public static TableKey random() {
    return new TableKey(Role.GM, RandomText.ofBytes(SECRET_BYTES));
  }

  /**
   * Makes the GM's key that follows from secrets: the same for the same ones.
   *
   * @param secrets of which one at least has as many random bits as a key
   */
  static TableKey derived(TableId table, List<String> secrets) {
    return new TableKey(
        Role.GM,
        Digest.of("dicegate renewed key of " + table, String.join("\n", secrets), SECRET_BYTES));
  }

  /** Reads a key as {@link #text()} wrote it; empty if the text is not a key. */
  public static Optional<TableKey> parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    for (Role role : Role.values()) {
      if (letter(role) == text.charAt(0)) {
        return Optional.of(new TableKey(role, text.substring(1)));
      }
    }
    return Optional.empty();
  }

  /** Returns the key as it is in links: a letter for the role, and the secret. */
  public String text() {
    return letter(role) + secret;
  }

  /** Returns the key for the same or a weaker role; empty if the role is stronger. */
  public Optional<TableKey> forRole(Role wanted) {
    int steps = role.strength() - wanted.strength();
    return steps < 0 ? Optional.empty() : Optional.of(new TableKey(wanted, hashed(steps)));
  }

  /** Returns the verifier of the table that this key belongs to. */
  public String verifier() {
    return hashed(role.strength());
  }

  /** Hides the secret, since records are easily logged. */
  @Override
  public String toString() {
    return "TableKey[" + role + "]";
  }

  private String hashed(int times) {
    String hashed = secret;
    for (int i = 0; i < times; i++) {
      hashed = Digest.of(CHAIN, hashed, SECRET_BYTES);
    }
    return hashed;
  }

  private static char letter(Role role) {
    return role.code().charAt(0);
  }
}
