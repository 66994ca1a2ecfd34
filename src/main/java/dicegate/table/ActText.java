package dicegate.table;

import dicegate.table.log.Member;
import dicegate.table.log.TableAct;
import dicegate.table.log.WebhookNotice;

/** Acts of GMs as a line of text, for receivers that show no frames. Stateless. */
final class ActText {

  private ActText() {}

  /** Returns what was done, without who did it. */
  static String of(TableAct act) {
    Member target = act.target();
    String whom = target == null ? "a member" : target.name();
    String value = act.value();
    return switch (act.kind()) {
      case REMOVE -> "removed " + whom + reason(value);
      case BAN -> "banned " + whom + reason(value);
      case LOCK -> act.isOn() ? "locked the table" : "unlocked the table";
      case LOCK_NAMES -> act.isOn() ? "locked the names" : "unlocked the names";
      case SHOW_WHISPERS ->
          act.isOn() ? "shows that something is whispered" : "no longer shows whispers";
      case AUDIENCE -> "set who sees rolls: " + value;
      case TITLE -> value.isEmpty() ? "removed the title" : "named the table " + value;
      case ROLE -> "made " + whom + " " + value;
      case HAND_ON -> "handed the GM role on to " + whom;
      case CLEAR -> "cleared the log";
      case RENEW_KEYS -> "renewed the links";
      case WEBHOOK -> "set a webhook to " + WebhookNotice.parse(value).host();
      case WEBHOOK_OFF -> webhookOff(WebhookNotice.parse(value));
    };
  }

  private static String webhookOff(WebhookNotice notice) {
    return "webhook to " + notice.host() + " removed" + reason(notice.reason());
  }

  private static String reason(String text) {
    return text.isEmpty() ? "" : " (" + text + ")";
  }
}
