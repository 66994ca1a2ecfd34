package dicegate.table;

import dicegate.wire.ErrorCode;
import dicegate.wire.json.ServerFrame.Keys;
import dicegate.wire.json.ServerFrame.NewWebhook;
import org.jspecify.annotations.Nullable;

/** The outcome of {@link Seat#moderate}. */
public sealed interface ModerationAnswer {

  /**
   * It is done.
   *
   * @param seq the offset of the act
   * @param act the name of the act in messages
   * @param keys the new keys; null unless the keys were renewed
   * @param webhook the new webhook; null unless one was set
   */
  record Done(String act, long seq, @Nullable Keys keys, @Nullable NewWebhook webhook)
      implements ModerationAnswer {}

  /**
   * It was not done.
   *
   * @param text what is wrong, for a person
   */
  record Refused(ErrorCode why, String text) implements ModerationAnswer {

    Refused(ErrorCode why) {
      this(why, why.text());
    }
  }
}
