package dicegate.table;

import java.util.Locale;
import java.util.Optional;

/** Who gets to see a roll. */
public enum Audience {
  /** Everybody at the table. */
  ALL,
  /** Who rolled, and the GMs. */
  GM,
  /** The GMs alone; who rolled sees that it was rolled. */
  BLIND,
  /** Who rolled; it never gets to the table. */
  SELF;

  /** What somebody gets to see of a roll. */
  enum Visibility {
    /** All of it. */
    FULL,
    /** That it was rolled. */
    STUB,
    /** Nothing. */
    NOTHING
  }

  /** Reads a name on the wire; empty if it is none. */
  public static Optional<Audience> parse(String code) {
    for (Audience audience : values()) {
      if (audience.code().equals(code)) {
        return Optional.of(audience);
      }
    }
    return Optional.empty();
  }

  /** Returns the name on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tells whether there is something at the table that not all see. */
  boolean isHidden() {
    return this == GM || this == BLIND;
  }

  /** Tells what a member sees of somebody's roll. */
  Visibility visibility(Member viewer, Member roller) {
    boolean own = viewer.id().equals(roller.id());
    boolean leads = viewer.role() == Role.GM;
    return switch (this) {
      case ALL -> Visibility.FULL;
      case GM -> own || leads ? Visibility.FULL : Visibility.NOTHING;
      case BLIND -> leads ? Visibility.FULL : own ? Visibility.STUB : Visibility.NOTHING;
      case SELF -> own ? Visibility.FULL : Visibility.NOTHING;
    };
  }
}
