package dicegate.webhook;

import java.time.Duration;
import java.util.Optional;

/** The outcome of one attempt to deliver. */
sealed interface DeliveryResult {

  /** The receiver accepted it. */
  record Accepted() implements DeliveryResult {}

  /**
   * It may be accepted later.
   *
   * @param why for a person
   * @param after the time that the receiver asks for
   */
  record TryAgain(String why, Optional<Duration> after) implements DeliveryResult {}

  /**
   * The receiver does not accept this body, and may accept another.
   *
   * @param why for a person
   */
  record Rejected(String why) implements DeliveryResult {}

  /**
   * The address accepts nothing.
   *
   * @param why for a person
   */
  record Unusable(String why) implements DeliveryResult {}

  /** The statuses that say that the address is not, or no longer, a webhook. */
  private static boolean isUnusable(int status) {
    return status == 401 || status == 403 || status == 404 || status == 410;
  }

  /**
   * Returns the result of a response.
   *
   * @param status 200 to 599
   * @param after the header Retry-After
   */
  static DeliveryResult ofStatus(int status, Optional<Duration> after) {
    String why = "The receiver answered %d.".formatted(status);
    if (status < 300) {
      return new Accepted();
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      return new TryAgain(why, after);
    }
    if (status < 400) {
      return new Unusable(why + " Redirects are not followed; set the new address.");
    }
    return isUnusable(status) ? new Unusable(why) : new Rejected(why);
  }
}
