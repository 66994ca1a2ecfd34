package dicegate.table.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a GM can do to a table. The {@code value} of an act is told here. */
public enum ActKind {
  /** A member has to leave, and the member's token admits nobody; value: the reason. */
  REMOVE,
  /** As {@link #REMOVE}, and nobody joins from the member's address; value: the reason. */
  BAN,
  /** Nobody new may join; value: {@link #ON} or {@link #OFF}. */
  LOCK,
  /** The names of those present are theirs; value: {@link #ON} or {@link #OFF}. */
  LOCK_NAMES,
  /** Others see that something was whispered; value: {@link #ON} or {@link #OFF}. */
  SHOW_WHISPERS,
  /** What a roll without an audience has; value: the code of an {@link Audience}. */
  AUDIENCE,
  /** The title; value: the title, empty for none. */
  TITLE,
  /** A member gets another role; value: the code of a {@link Role}. */
  ROLE,
  /** A member becomes GM in place of the acting one; without a value. */
  HAND_ON,
  /** All earlier entries are discarded; without a value. */
  CLEAR,
  /** The table's keys are replaced; without a value. */
  RENEW_KEYS,
  /**
   * Entries are sent to an address from now on; value: a {@link WebhookNotice}, and in a request
   * the shape, a blank and the address.
   */
  WEBHOOK,
  /**
   * Entries are no longer sent to an address; value: a {@link WebhookNotice}, and in a request the
   * id.
   */
  WEBHOOK_OFF;

  public static final String ON = "on";
  public static final String OFF = "off";

  private final String code = name().toLowerCase(Locale.ROOT);

  /** Reads a {@link #code()}; empty if it is unknown. */
  public static Optional<ActKind> find(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  /** Returns the name in messages and in the store. */
  public String code() {
    return code;
  }

  /** Returns whether a member has to leave. */
  public boolean isRemoval() {
    return this == REMOVE || this == BAN;
  }

  /** Returns whether the act concerns one member. */
  public boolean hasTarget() {
    return switch (this) {
      case REMOVE, BAN, ROLE, HAND_ON -> true;
      case LOCK,
          LOCK_NAMES,
          SHOW_WHISPERS,
          AUDIENCE,
          TITLE,
          CLEAR,
          RENEW_KEYS,
          WEBHOOK,
          WEBHOOK_OFF ->
          false;
    };
  }
}
