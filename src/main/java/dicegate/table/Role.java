package dicegate.table;

import java.util.Locale;

/** What somebody may do at a table. */
public enum Role {
  /** Leads the game: sees every roll, and may reveal what others do not see. */
  GM(3),
  /** Rolls. */
  PLAYER(2),
  /** Looks on, and rolls only privately. */
  WATCHER(1);

  private final int strength;

  Role(int strength) {
    this.strength = strength;
  }

  /** Returns by how many hashes the role's key is away from what a table stores. */
  int strength() {
    return strength;
  }

  /** Returns the role's name on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
