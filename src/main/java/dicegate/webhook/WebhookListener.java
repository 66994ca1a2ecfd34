package dicegate.webhook;

/** Is told what becomes of a webhook's entries, on any thread, one call at a time. */
public interface WebhookListener {

  /**
   * An entry is delivered, or was rejected by the receiver and is skipped; entries follow in order.
   * Whatever continues later, on this node or another, continues behind it.
   *
   * @param accepted false if the receiver rejected it
   */
  void onPassed(WebhookEvent event, boolean accepted);

  /**
   * The webhook is given up: it is removed, and nothing more is sent.
   *
   * @param why for the GM
   */
  void onGivenUp(String why);

  /** There is room for entries again, after {@link WebhookDispatcher#offer} refused one. */
  void onRoom();
}
