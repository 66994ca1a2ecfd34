package dicegate.table.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The permissions of a member. */
public enum Role {
  /** Leads the game: sees every roll, and may reveal hidden ones. */
  GM(3),
  /** Rolls. */
  PLAYER(2),
  /** Watches, and rolls only privately. */
  WATCHER(1);

  private final int strength;
  private final String code = name().toLowerCase(Locale.ROOT);

  Role(int strength) {
    this.strength = strength;
  }

  /** Reads a {@link #code()}; empty if it is unknown. */
  public static Optional<Role> find(String code) {
    return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
  }

  /** Returns the number of hashes between the role's key and the table's verifier. */
  public int strength() {
    return strength;
  }

  /** Returns the name in messages and in the store. */
  public String code() {
    return code;
  }
}
