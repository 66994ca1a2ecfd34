package dicegate.table.log;

import java.util.Locale;

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

  /** Returns the number of hashes between the role's key and the table's verifier. */
  public int strength() {
    return strength;
  }

  /** Returns the role's name on the wire. */
  public String code() {
    return code;
  }
}
