package dicegate.table.log;

import java.util.Locale;
import java.util.Optional;

/** The members of a table who may see a roll. */
public enum Audience {
  /** Everybody at the table. */
  ALL,
  /** The roller and the GMs. */
  GM,
  /** The GMs alone; the roller sees that the roll was made. */
  BLIND,
  /** The roller and the members named, as {@link Addressees} keeps them. */
  WHISPER,
  /** The roller alone; such a roll is not published. */
  SELF;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The part of a roll that one member may see. */
  public enum Visibility {
    /** The whole roll. */
    FULL,
    /** The roll without its result. */
    STUB,
    /** Nothing. */
    NOTHING
  }

  /** Reads a {@link #code()}; empty if it is unknown. */
  public static Optional<Audience> parse(String code) {
    for (Audience audience : values()) {
      if (audience.code().equals(code)) {
        return Optional.of(audience);
      }
    }
    return Optional.empty();
  }

  /** Returns the audience of this name in a client's message; a whisper has no name there. */
  public static Optional<Audience> chosen(String code) {
    return parse(code).filter(audience -> audience != WHISPER);
  }

  /** Returns the name in messages and in the store. */
  public String code() {
    return code;
  }

  /** Returns whether the table keeps a result that some members may not see. */
  public boolean isHidden() {
    return switch (this) {
      case GM, BLIND, WHISPER -> true;
      case ALL, SELF -> false;
    };
  }

  /**
   * Returns the part of a member's roll that another member, or the same one, may see; that of a
   * whisper only if nobody is named.
   */
  Visibility visibility(Member viewer, Member roller) {
    boolean own = viewer.id().equals(roller.id());
    boolean leads = viewer.role() == Role.GM;
    return switch (this) {
      case ALL -> Visibility.FULL;
      case GM -> own || leads ? Visibility.FULL : Visibility.NOTHING;
      case BLIND -> leads ? Visibility.FULL : own ? Visibility.STUB : Visibility.NOTHING;
      case WHISPER, SELF -> own ? Visibility.FULL : Visibility.NOTHING;
    };
  }
}
