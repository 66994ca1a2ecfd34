package dicegate.table.log;

import java.util.Optional;

/**
 * What a GM asks for.
 *
 * @param member the id of the member concerned; empty if the kind has none
 * @param value what the kind says; may be empty
 */
public record Moderation(ActKind kind, String member, String value) {

  /** Returns what is wrong with it; empty if it is valid, and only who does it is still open. */
  public Optional<String> fault() {
    if (kind.hasTarget() && !Member.isId(member)) {
      return Optional.of("The member of an act is the id of a member, as presence names it.");
    }
    return switch (kind) {
      case REMOVE, BAN ->
          TableRoll.isLabel(value)
              ? Optional.empty()
              : Optional.of("A reason is at most 80 characters, without control characters.");
      case TITLE ->
          TablePolicy.isTitle(value)
              ? Optional.empty()
              : Optional.of("A title is at most 80 characters, without control characters.");
      case LOCK, LOCK_NAMES, SHOW_WHISPERS ->
          value.equals(ActKind.ON) || value.equals(ActKind.OFF)
              ? Optional.empty()
              : Optional.of("The member on must be true or false.");
      case AUDIENCE ->
          Audience.chosen(value).filter(to -> to != Audience.SELF).isPresent()
              ? Optional.empty()
              : Optional.of("The member to must be all, gm or blind.");
      case ROLE ->
          Role.find(value).isPresent()
              ? Optional.empty()
              : Optional.of("The member role must be gm, player or watcher.");
      case WEBHOOK_OFF ->
          TableWebhook.isId(value)
              ? Optional.empty()
              : Optional.of("The member webhook must be the id of a webhook.");
      // The address is checked where it is known what a webhook may reach.
      case HAND_ON, CLEAR, RENEW_KEYS, WEBHOOK -> Optional.empty();
    };
  }

  boolean isOn() {
    return value.equals(ActKind.ON);
  }

  /** Hides the address of a webhook, since records are easily logged. */
  @Override
  public String toString() {
    return "Moderation[" + kind + ", " + member + "]";
  }
}
