package dicegate.table.log;

import java.util.Set;

/**
 * The members who may see a roll at a table.
 *
 * @param audience not {@link Audience#SELF}
 * @param members the ids of those who are whispered to; empty unless the audience is {@link
 *     Audience#WHISPER}
 */
public record Addressees(Audience audience, Set<String> members) {

  /** The most members that one roll is whispered to. */
  public static final int MAX_MEMBERS = 16;

  /** Everybody at the table. */
  public static final Addressees ALL = new Addressees(Audience.ALL, Set.of());

  public Addressees {
    members = Set.copyOf(members);
    if (members.isEmpty() == (audience == Audience.WHISPER) || members.size() > MAX_MEMBERS) {
      throw new IllegalArgumentException(audience + " to " + members.size() + " members");
    }
  }

  /** Returns the addressees of an audience other than {@link Audience#WHISPER}. */
  public static Addressees of(Audience audience) {
    return audience == Audience.ALL ? ALL : new Addressees(audience, Set.of());
  }

  /** Returns the addressees of a whisper: 1 to {@link #MAX_MEMBERS} ids of members. */
  public static Addressees whisper(Set<String> members) {
    return new Addressees(Audience.WHISPER, members);
  }

  /** Returns whether members are named. */
  public boolean isWhisper() {
    return audience == Audience.WHISPER;
  }

  /**
   * Returns the part of a member's roll that another member, or the same one, may see.
   *
   * @param whispersShown whether the table shows to others that something was whispered
   */
  public Audience.Visibility visibility(Member viewer, Member roller, boolean whispersShown) {
    if (!isWhisper()) {
      return audience.visibility(viewer, roller);
    }
    if (viewer.id().equals(roller.id()) || members.contains(viewer.id())) {
      return Audience.Visibility.FULL;
    }
    return whispersShown ? Audience.Visibility.STUB : Audience.Visibility.NOTHING;
  }
}
