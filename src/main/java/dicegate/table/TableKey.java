package dicegate.table;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What lets somebody in, and in which role; a part of the link that never leaves the browser but to
 * join.
 *
 * <p>The keys of a table are a chain: the player's key is the hash of the GM's, the watcher's that
 * of the player's, and what the table stores, its <em>verifier</em>, that of the watcher's. So
 * whoever has a key can hand on the weaker ones and no stronger one, the store holds nobody's key,
 * and a table that was lost is opened anew, with the same keys, by whichever of its members comes
 * first.
 *
 * @param role whose key it is
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

  /** Reads a key as {@link #text()} wrote it; empty if it is none. */
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

  /** Returns the key as links have it: a letter for the role, and the secret. */
  public String text() {
    return letter(role) + secret;
  }

  /** Returns the key of a weaker role, or this one; empty if the role is stronger. */
  public Optional<TableKey> forRole(Role wanted) {
    int steps = role.strength() - wanted.strength();
    return steps < 0 ? Optional.empty() : Optional.of(new TableKey(wanted, hashed(steps)));
  }

  /** Returns what a table that this key fits stores. */
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
