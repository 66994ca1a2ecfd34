package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The contract of every bus. */
public abstract class TableBusContract {

  public static final TableId TABLE = new TableId("amber-owl-42");
  public static final Member ANA = new Member("ana-id", "Ana Ö 🎲", "#e69f00", Role.GM);
  public static final Member BO = new Member("bo-id", "Bo", "#56b4e9", Role.PLAYER);
  public static final TableSettings SETTINGS =
      new TableSettings(1_000, 50, 10, Duration.ofHours(1));
  public static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private static final long LIMIT_SECONDS = 20;

  /** Returns a bus, started; a node of its own each time, on the store of this test. */
  protected abstract TableBus bus();

  @Test
  void openedTableIsTheSameForEveryCaller() {
    TableState made = get(bus().open(TABLE, "verifier"));

    TableState found = get(bus().open(TABLE, "another"));

    assertThat(found).isEqualTo(made);
    assertThat(made.verifier()).isEqualTo("verifier");
    assertThat(made.head()).isZero();
    assertThat(made.headTag()).isEmpty();
    assertThat(made.epoch()).hasSize(12);
  }

  @Test
  void tablesHaveEpochsOfTheirOwn() {
    TableBus bus = bus();

    assertThat(get(bus.open(TABLE, "v")).epoch())
        .isNotEqualTo(get(bus.open(new TableId("other"), "v")).epoch());
  }

  @Test
  void entriesGetOffsetsWithoutHolesAndAreRead() {
    TableBus bus = bus();
    TableState state = get(bus.open(TABLE, "v"));

    List<Entry> published = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      published.add(publish(bus, i));
    }

    assertThat(published).extracting(Entry::offset).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(published).extracting(Entry::tag).doesNotHaveDuplicates();
    assertThat(get(bus.read(TABLE, 1, 100))).isEqualTo(new EntryPage(state.epoch(), published));
    assertThat(get(bus.read(TABLE, 4, 100)).entries()).isEqualTo(published.subList(3, 5));
    assertThat(get(bus.read(TABLE, 2, 2)).entries()).isEqualTo(published.subList(1, 3));
    assertThat(get(bus.read(TABLE, 6, 2)).entries()).isEmpty();
    assertThat(get(bus.newest(TABLE, 2)).entries()).isEqualTo(published.subList(3, 5));
    assertThat(get(bus.newest(TABLE, 100)).entries()).isEqualTo(published);
    TableState now = get(bus.open(TABLE, "v"));
    assertThat(now.head()).isEqualTo(5);
    assertThat(now.headTag()).isEqualTo(published.get(4).tag());
  }

  @Test
  void everyFieldIsReadBackUnchanged() {
    TableBus bus = bus();
    get(bus.open(TABLE, "v"));
    TableRoll roll =
        new TableRoll(
            new Member("i-_9", "Žofie \u200d👩\u200d🚀 ' \" \\ %s", "#00ff7f", Role.WATCHER),
            Audience.BLIND,
            "für „Glück“ {}",
            "{\"a\":\"line\\n\",\n \"tab\t\":1,\"emoji\":\"🎲\"}",
            1_763_000_000_123L,
            41);

    Entry entry = get(bus.publish(TABLE, key(1), roll)).orElseThrow();

    assertThat(entry.roll()).isEqualTo(roll);
    assertThat(get(bus.read(TABLE, 1, 1)).entries()).containsExactly(entry);
    assertThat(get(bus.newest(TABLE, 1)).entries()).containsExactly(entry);
  }

  @Test
  void largestRollIsKept() {
    TableBus bus = bus();
    get(bus.open(TABLE, "v"));
    String json = "\"" + "ä".repeat(TableRoll.MAX_ROLL_CHARS - 2) + "\"";
    TableRoll roll = new TableRoll(ANA, Audience.ALL, "x".repeat(80), json, 1, 0);

    Entry entry = get(bus.publish(TABLE, key(1), roll)).orElseThrow();

    assertThat(get(bus.read(TABLE, 1, 1)).entries()).containsExactly(entry);
  }

  @Test
  void sameKeyIsPublishedOnce() {
    TableBus bus = bus();
    get(bus.open(TABLE, "v"));
    Entry first = publish(bus, 1);

    Optional<Entry> again = get(bus.publish(TABLE, key(1), roll(99)));
    Optional<Entry> elsewhere = get(bus().publish(TABLE, key(1), roll(98)));

    assertThat(again).contains(first);
    assertThat(elsewhere).isPresent();
    assertThat(get(bus.newest(TABLE, 10)).entries()).hasSize(1);
  }

  @Test
  void keyOfADiscardedEntryMakesNoOtherEntry() {
    TableBus bus = bus();
    get(bus.open(TABLE, "v"));
    for (int i = 1; i <= 11; i++) {
      publish(bus, i);
    }

    assertThat(get(bus.publish(TABLE, key(1), roll(1)))).isEmpty();
    assertThat(get(bus.open(TABLE, "v")).head()).isEqualTo(11);
  }

  @Test
  void exactlyTheNewestAreKept() {
    TableBus bus = bus();
    get(bus.open(TABLE, "v"));

    for (int i = 1; i <= 25; i++) {
      publish(bus, i);
    }

    assertThat(get(bus.read(TABLE, 1, 100)).entries())
        .extracting(Entry::offset)
        .containsExactly(16L, 17L, 18L, 19L, 20L, 21L, 22L, 23L, 24L, 25L);
  }

  @Test
  void missingTableIsReported() {
    TableBus bus = bus();

    assertThat(get(bus.read(TABLE, 1, 10))).isEqualTo(new EntryPage("", List.of()));
    assertThat(get(bus.newest(TABLE, 10))).isEqualTo(new EntryPage("", List.of()));
    assertThatThrownBy(() -> get(bus.publish(TABLE, key(1), roll(1))))
        .isInstanceOf(BusUnavailableException.class);
  }

  @Test
  void listenerIsSubscribedAndThenGetsEveryEntryInOrder() {
    TableBus bus = bus();
    get(bus.open(TABLE, "v"));
    RecordingListener listener = new RecordingListener();
    bus.subscribe(TABLE, listener);
    assertThat(listener.next()).isEqualTo("subscribed");

    List<String> published = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      published.add(publish(bus, i).toString());
    }

    for (String entry : published) {
      assertThat(listener.next()).isEqualTo(entry);
    }
  }

  @Test
  void entryIsReadableBeforeItsNotification() {
    TableBus bus = bus();
    get(bus.open(TABLE, "v"));
    BlockingQueue<CompletableFuture<EntryPage>> reads = new LinkedBlockingQueue<>();
    CompletableFuture<Void> listens = new CompletableFuture<>();
    bus.subscribe(
        TABLE,
        new RecordingListener() {
          @Override
          public void onSubscribed() {
            listens.complete(null);
          }

          @Override
          public void onEntry(Entry entry) {
            reads.add(bus.read(TABLE, entry.offset(), 1));
          }
        });
    get(listens);

    for (int i = 1; i <= 20; i++) {
      Entry entry = publish(bus, i);
      assertThat(get(take(reads)).entries()).containsExactly(entry);
    }
  }

  @Test
  void unsubscribedListenerGetsNothingMore() {
    TableBus bus = bus();
    get(bus.open(TABLE, "v"));
    RecordingListener listener = new RecordingListener();
    bus.subscribe(TABLE, listener);
    listener.next();
    publish(bus, 1);
    listener.next();

    bus.unsubscribe(TABLE);
    RecordingListener other = new RecordingListener();
    bus.subscribe(TABLE, other);
    other.next();
    publish(bus, 2);

    assertThat(other.next()).contains("offset=2");
    assertThat(listener.count()).isZero();
  }

  @Test
  void lateSubscriberMissesNothingBetweenReadAndNotification() throws Exception {
    TableBus bus = bus();
    get(bus.open(TABLE, "v"));
    RecordingListener early = new RecordingListener();
    bus.subscribe(new TableId("another"), early);
    CompletableFuture<Void> publisher = new CompletableFuture<>();
    THREADS.execute(
        () -> {
          for (int i = 1; i <= 300; i++) {
            publish(bus, i);
          }
          publisher.complete(null);
        });

    RecordingListener listener = new RecordingListener();
    bus.subscribe(TABLE, listener);
    assertThat(listener.next()).isEqualTo("subscribed");
    EntryPage page = get(bus.newest(TABLE, 10));
    long last =
        page.entries().isEmpty() ? 0 : page.entries().get(page.entries().size() - 1).offset();
    publisher.get(LIMIT_SECONDS, TimeUnit.SECONDS);

    long next = last + 1;
    while (next <= 300) {
      long offset = listener.nextOffset();
      if (offset >= next) {
        assertThat(offset).isEqualTo(next);
        next++;
      }
    }
  }

  @Test
  void manyPublishersMakeOneOrder() {
    TableBus bus = bus();
    get(bus.open(TABLE, "v"));
    RecordingListener listener = new RecordingListener();
    bus.subscribe(TABLE, listener);
    listener.next();

    List<CompletableFuture<Entry>> published = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      int first = thread * 50;
      for (int i = 0; i < 50; i++) {
        int number = first + i;
        published.add(CompletableFuture.supplyAsync(() -> publish(bus, number), THREADS));
      }
    }

    assertThat(published.stream().map(TableBusContract::get).map(Entry::offset).sorted().toList())
        .isEqualTo(LongStream.rangeClosed(1, 400).boxed().toList());
    for (long offset = 1; offset <= 400; offset++) {
      assertThat(listener.nextOffset()).isEqualTo(offset);
    }
  }

  @Test
  void reportedMembersArePresent() {
    TableBus bus = bus();
    get(bus.open(TABLE, "v"));

    assertThat(get(bus.present(TABLE, List.of(ANA, BO)))).containsExactlyInAnyOrder(ANA, BO);
    assertThat(get(bus.present(TABLE, List.of(BO)))).containsExactly(BO);
    assertThat(get(bus.present(TABLE, List.of()))).isEmpty();
  }

  public static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BusUnavailableException unavailable) {
        throw unavailable;
      }
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (TimeoutException e) {
      throw new AssertionError("not within " + LIMIT_SECONDS + " s", e);
    }
  }

  public static <T> T take(BlockingQueue<T> queue) {
    try {
      T taken = queue.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertThat(taken).as("within %d s", LIMIT_SECONDS).isNotNull();
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public static Entry publish(TableBus bus, int number) {
    return get(bus.publish(TABLE, key(number), roll(number))).orElseThrow();
  }

  public static IdempotencyKey key(int number) {
    return IdempotencyKey.of("session", Integer.toString(number));
  }

  public static TableRoll roll(int number) {
    return new TableRoll(ANA, Audience.ALL, "", "{\"total\":" + number + "}", number, 0);
  }

  /** Keeps the calls that it gets. */
  public static class RecordingListener implements BusListener {

    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

    @Override
    public void onSubscribed() {
      calls.add("subscribed");
    }

    @Override
    public void onUnsubscribed() {
      calls.add("unsubscribed");
    }

    @Override
    public void onEntry(Entry entry) {
      calls.add(entry.toString());
    }

    @Override
    public void onPresenceChanged() {
      calls.add("presence");
    }

    public String next() {
      return take(calls);
    }

    /** Returns the offset of the next entry. */
    public long nextOffset() {
      String entry = next();
      assertThat(entry).startsWith("Entry[offset=");
      return Long.parseLong(entry.substring("Entry[offset=".length(), entry.indexOf(',')));
    }

    /** Returns the number of calls not taken yet. */
    public int count() {
      return calls.size();
    }
  }
}
