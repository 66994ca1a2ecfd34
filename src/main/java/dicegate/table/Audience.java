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
  enum Sight {
    /** All of it. */
    VALUE,
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
  Sight sight(Member viewer, Member roller) {
    boolean own = viewer.id().equals(roller.id());
    boolean leads = viewer.role() == Role.GM;
    return switch (this) {
      case ALL -> Sight.VALUE;
      case GM -> own || leads ? Sight.VALUE : Sight.NOTHING;
      case BLIND -> leads ? Sight.VALUE : own ? Sight.STUB : Sight.NOTHING;
      case SELF -> own ? Sight.VALUE : Sight.NOTHING;
    };
  }
}
