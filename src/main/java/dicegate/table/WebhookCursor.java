package dicegate.table;

import dicegate.table.log.ActKind;
import dicegate.table.log.Entry;
import dicegate.table.log.EntryPage;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableAct;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableRoll;
import dicegate.table.log.TableWebhook;
import dicegate.table.log.WebhookLease;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.webhook.InvalidWebhookUrlException;
import dicegate.webhook.Webhook;
import dicegate.webhook.WebhookDispatcher;
import dicegate.webhook.WebhookEvent;
import dicegate.webhook.WebhookListener;
import dicegate.webhook.WebhookQueue;
import dicegate.webhook.WebhookShape;
import dicegate.webhook.WebhookUrl;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log for one webhook, from where it is delivered to, and offers what everybody at the
 * table may see to the webhook's queue, a few entries ahead.
 *
 * <p>One read is in progress at a time, and only its end offers entries, so they are in order.
 * Thread-safe. No bus, dispatcher or feed is called under its monitor.
 */
final class WebhookCursor implements WebhookListener {

  /**
   * The most entries that wait in the queue. There is time to read the next one while one is being
   * delivered, and a thousand receivers that do not answer keep little memory.
   */
  private static final int MAX_AHEAD = 2;

  /** The most entries of one read; many may be hidden. */
  private static final int PAGE = 32;

  /** The longest text for people, in UTF-16 units: no receiver shows more. */
  private static final int MAX_TEXT_CHARS = 4_096;

  private static final String TOO_MANY =
      "Too many webhooks are set from the address of the GM who set it.";

  private final WebhookFeed feed;
  private final TableWebhook webhook;
  private final TableBus bus;
  private final WebhookDispatcher dispatcher;
  private final Metrics metrics;

  /** The times of the entries that wait, in milliseconds since 1970; guarded by this. */
  private final Deque<Long> waiting = new ArrayDeque<>();

  private @Nullable WebhookQueue queue; // guarded by this
  private @Nullable String givenUp; // guarded by this
  private StreamPosition readTo; // guarded by this
  private StreamPosition passedTo; // guarded by this
  private String title = ""; // guarded by this
  private boolean reading; // guarded by this
  private boolean readAgain; // guarded by this
  private boolean closed; // guarded by this

  /**
   * Makes a cursor that has read nothing.
   *
   * @param position behind which it begins
   */
  WebhookCursor(
      WebhookFeed feed,
      TableWebhook webhook,
      TableBus bus,
      WebhookDispatcher dispatcher,
      Metrics metrics,
      StreamPosition position) {
    this.feed = feed;
    this.webhook = webhook;
    this.bus = bus;
    this.dispatcher = dispatcher;
    this.metrics = metrics;
    this.readTo = position;
    this.passedTo = position;
  }

  TableWebhook webhook() {
    return webhook;
  }

  /** Returns the time of the oldest entry that waits, in milliseconds since 1970; else now. */
  synchronized long oldestMillis(long now) {
    Long oldest = waiting.peek();
    return oldest == null ? now : oldest;
  }

  /**
   * Goes on, now that the lease is renewed.
   *
   * @param lease tells whether there are entries
   * @param tableTitle the table's title
   */
  void proceed(WebhookLease lease, String tableTitle) {
    String why;
    boolean behind;
    StreamPosition skipped = null;
    addQueue();
    synchronized (this) {
      title = tableTitle;
      why = givenUp;
      behind = !readTo.epoch().equals(lease.epoch()) || readTo.offset() != lease.head();
      if (waiting.isEmpty() && !reading && !readTo.equals(passedTo)) {
        // Entries that are not for all were read, and nothing is delivered that would record it.
        skipped = readTo;
        passedTo = readTo;
      }
    }
    if (why != null) {
      feed.giveUp(this, why);
      return;
    }
    if (skipped != null) {
      feed.pass(webhook, skipped);
    }
    if (behind) {
      read();
    }
  }

  /** Ends the deliveries. */
  void close() {
    WebhookQueue ended;
    synchronized (this) {
      closed = true;
      ended = queue;
      waiting.clear();
    }
    if (ended != null) {
      dispatcher.remove(ended);
    }
  }

  /** Reads the next entries, if there is room for them; again after a read that is in progress. */
  @SuppressWarnings("FutureReturnValueIgnored") // success and failure are both handled
  void read() {
    StreamPosition from;
    synchronized (this) {
      if (closed || queue == null || waiting.size() >= MAX_AHEAD) {
        return;
      }
      if (reading) {
        readAgain = true;
        return;
      }
      reading = true;
      from = readTo;
    }
    bus.read(feed.table(), Math.max(1, from.offset()), PAGE)
        .thenApply(page -> offer(from, page))
        .whenComplete(
            (more, failure) -> {
              feed.onFailure(failure);
              boolean again;
              synchronized (this) {
                reading = false;
                again = failure == null && (more || readAgain);
                readAgain = false;
              }
              if (again) {
                read();
              }
            });
  }

  @Override
  public void onPassed(WebhookEvent event, boolean accepted) {
    Optional<StreamPosition> position = StreamPosition.parse(event.position());
    synchronized (this) {
      waiting.poll();
      position.ifPresent(passed -> passedTo = passed);
    }
    position.ifPresent(passed -> feed.pass(webhook, passed));
    read();
  }

  @Override
  public void onGivenUp(String why) {
    synchronized (this) {
      givenUp = why;
      waiting.clear();
    }
    feed.giveUp(this, why);
  }

  @Override
  public void onRoom() {
    read();
  }

  /** Offers the entries of a page; returns whether there is more to read. */
  private boolean offer(StreamPosition from, EntryPage page) {
    if (page.epoch().isEmpty()) {
      return false;
    }
    boolean lost = !page.epoch().equals(from.epoch());
    boolean shorter = page.entries().isEmpty() && from.offset() > 0;
    if (lost || shorter) {
      // The table was lost, or an older state restored: all that it has now is new.
      setReadTo(new StreamPosition(page.epoch(), 0, ""));
      return true;
    }
    boolean policyChanged = false;
    boolean full = false;
    for (Entry entry : page.entries()) {
      if (entry.offset() == from.offset() && entry.tag().equals(from.tag())) {
        continue;
      }
      if (full || !offer(page.epoch(), entry)) {
        full = true;
        break;
      }
      countMissed(from, entry);
      from = new StreamPosition(page.epoch(), entry.offset(), entry.tag());
      setReadTo(from);
      policyChanged |= entry.content() instanceof TableAct;
    }
    if (policyChanged) {
      feed.step();
    }
    return page.more() && !full;
  }

  /** Offers an entry, unless it is not for all; returns false if there is no room for it. */
  private boolean offer(String epoch, Entry entry) {
    if (!TableFrames.isForAll(entry)) {
      return true;
    }
    WebhookQueue to;
    String shown;
    synchronized (this) {
      to = queue;
      shown = title;
      if (closed || to == null || waiting.size() >= MAX_AHEAD) {
        return false;
      }
      // Before the offer, which may be delivered at once.
      waiting.add(entry.content().atMillis());
    }
    if (!dispatcher.offer(to, event(epoch, entry, shown))) {
      synchronized (this) {
        waiting.pollLast();
      }
      return false;
    }
    return true;
  }

  private void countMissed(StreamPosition before, Entry next) {
    boolean cleared = next.content() instanceof TableAct act && act.kind() == ActKind.CLEAR;
    if (next.offset() > before.offset() + 1 && !cleared) {
      metrics.count(Counter.WEBHOOKS_MISSED);
    }
  }

  private synchronized void setReadTo(StreamPosition position) {
    readTo = position;
  }

  private WebhookEvent event(String epoch, Entry entry, String shownTitle) {
    String text;
    String label;
    if (entry.content() instanceof TableRoll roll) {
      text = feed.frames().json().rollText(roll.roll());
      label = roll.label();
    } else if (entry.content() instanceof TableAct act) {
      text = ActText.of(act);
      label = "";
    } else {
      throw new IllegalStateException("neither roll nor act");
    }
    return new WebhookEvent(
        entry.offset(),
        new StreamPosition(epoch, entry.offset(), entry.tag()).text(),
        feed.table().text(),
        shownTitle,
        feed.frames().frameForAll(epoch, entry),
        entry.content().by().name(),
        label,
        text.length() > MAX_TEXT_CHARS ? text.substring(0, MAX_TEXT_CHARS) : text);
  }

  /** Adds the webhook to the dispatcher, if it is not there; later if the node has no room. */
  private void addQueue() {
    synchronized (this) {
      if (closed || queue != null || givenUp != null) {
        return;
      }
    }
    Optional<WebhookShape> shape = WebhookShape.parse(webhook.shape());
    if (shape.isEmpty()) {
      // Of a newer version: a node of that one delivers it.
      return;
    }
    WebhookUrl url;
    try {
      url = WebhookUrl.parse(webhook.url());
    } catch (InvalidWebhookUrlException e) {
      // It was allowed by another version.
      synchronized (this) {
        givenUp = e.text();
      }
      return;
    }
    Webhook added =
        new Webhook(feed.table().text(), webhook.owner(), url, shape.get(), webhook.secret());
    boolean room = dispatcher.size() < WebhookDispatcher.MAX_WEBHOOKS;
    Optional<WebhookQueue> made = dispatcher.add(added, this);
    boolean late;
    synchronized (this) {
      late = closed;
      if (made.isPresent()) {
        queue = made.get();
      } else if (room) {
        givenUp = TOO_MANY;
      }
    }
    if (late) {
      made.ifPresent(dispatcher::remove);
    }
  }
}
