package dicegate.table.log;

import static dicegate.table.log.TablePolicy.initial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The contract of every bus. */
public abstract class TableBusContract {

  public static final TableId TABLE = new TableId("amber-owl-42");
  public static final Member ANA = new Member("ana-id", "Ana Ö 🎲", "#e69f00", "", Role.GM);
  public static final Member BO = new Member("bo-id", "Bo", "#56b4e9", "brass", Role.PLAYER);

  /** The size of a {@link #largeRoll}: a history has room for seven. */
  private static final int LARGE_CHARS = 32 * 1024;

  public static final TableSettings SETTINGS =
      new TableSettings(1_000, 50, 10, Duration.ofHours(1));
  public static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private static final long LIMIT_SECONDS = 20;

  /** Returns a bus, started; a node of its own each time, on the store of this test. */
  protected abstract TableBus bus();

  /** Returns another bus, started, with other limits. */
  protected abstract TableBus bus(TableSettings settings);

  private TableBus busThatKeeps(int history) {
    return bus(new TableSettings(1_000, 50, history, Duration.ofHours(1)));
  }

  private static List<Long> offsets(EntryPage page) {
    return page.entries().stream().map(Entry::offset).toList();
  }

  @Test
  void openedTableIsTheSameForEveryCaller() {
    TableState made = get(bus().open(TABLE, initial("verifier"), ""));

    TableState found = get(bus().open(TABLE, initial("another"), ""));

    assertThat(found).isEqualTo(made);
    assertThat(made.verifier()).isEqualTo("verifier");
    assertThat(made.head()).isZero();
    assertThat(made.headTag()).isEmpty();
    assertThat(made.epoch()).hasSize(12);
  }

  @Test
  void tableIsFoundOnceItIsOpenedAndNotCreated() {
    TableBus bus = bus();
    assertThat(get(bus.find(TABLE))).isEmpty();
    assertThat(get(bus.find(TABLE))).isEmpty();

    get(bus.open(TABLE, initial("verifier"), ""));
    Entry first = publish(bus, 1);

    assertThat(get(bus.find(TABLE))).contains(get(bus.open(TABLE, initial("another"), "")));
    assertThat(get(bus.find(TABLE)).orElseThrow().headTag()).isEqualTo(first.tag());
  }

  @Test
  void tablesHaveEpochsOfTheirOwn() {
    TableBus bus = bus();

    assertThat(get(bus.open(TABLE, initial("v"), "")).epoch())
        .isNotEqualTo(get(bus.open(new TableId("other"), initial("v"), "")).epoch());
  }

  @Test
  void entriesGetOffsetsWithoutHolesAndAreRead() {
    TableBus bus = bus();
    TableState state = get(bus.open(TABLE, initial("v"), ""));

    List<Entry> published = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      published.add(publish(bus, i));
    }

    assertThat(published).extracting(Entry::offset).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(published).extracting(Entry::tag).doesNotHaveDuplicates();
    assertThat(get(bus.read(TABLE, 1, 100)))
        .isEqualTo(new EntryPage(state.epoch(), published, false));
    assertThat(get(bus.read(TABLE, 4, 100)).entries()).isEqualTo(published.subList(3, 5));
    assertThat(get(bus.read(TABLE, 2, 2)).entries()).isEqualTo(published.subList(1, 3));
    assertThat(get(bus.read(TABLE, 6, 2)).entries()).isEmpty();
    assertThat(get(bus.newest(TABLE, Long.MAX_VALUE, 2)).entries())
        .isEqualTo(published.subList(3, 5));
    assertThat(get(bus.newest(TABLE, Long.MAX_VALUE, 100)).entries()).isEqualTo(published);
    TableState now = get(bus.open(TABLE, initial("v"), ""));
    assertThat(now.head()).isEqualTo(5);
    assertThat(now.headTag()).isEqualTo(published.get(4).tag());
  }

  @Test
  void pagesTellWhetherMoreIsLeft() {
    TableBus bus = bus();
    String epoch = get(bus.open(TABLE, initial("v"), "")).epoch();
    List<Entry> published = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      published.add(publish(bus, i));
    }

    // 3 to 12 are kept.
    assertThat(get(bus.newest(TABLE, Long.MAX_VALUE, 10)))
        .isEqualTo(new EntryPage(epoch, published.subList(2, 12), false));
    assertThat(get(bus.newest(TABLE, Long.MAX_VALUE, 9)))
        .isEqualTo(new EntryPage(epoch, published.subList(3, 12), true));
    assertThat(get(bus.newest(TABLE, 9, 4)))
        .isEqualTo(new EntryPage(epoch, published.subList(4, 8), true));
    assertThat(get(bus.newest(TABLE, 5, 4)))
        .isEqualTo(new EntryPage(epoch, published.subList(2, 4), false));
    assertThat(get(bus.newest(TABLE, 3, 4))).isEqualTo(new EntryPage(epoch, List.of(), false));
    assertThat(get(bus.newest(TABLE, 99, 1)).entries()).containsExactly(published.get(11));
    assertThat(get(bus.read(TABLE, 1, 4)))
        .isEqualTo(new EntryPage(epoch, published.subList(2, 6), true));
    assertThat(get(bus.read(TABLE, 10, 3)))
        .isEqualTo(new EntryPage(epoch, published.subList(9, 12), false));
  }

  @Test
  void pagesOfLongEntriesAreShorter() {
    TableBus bus = busThatKeeps(1_000);
    get(bus.open(TABLE, initial("v"), ""));
    for (int i = 1; i <= 20; i++) {
      get(bus.publish(TABLE, key(i), largeRoll(i)));
    }
    int inPage = Math.ceilDiv(TableBus.MAX_PAGE_CHARS, LARGE_CHARS);

    EntryPage oldest = get(bus.read(TABLE, 1, 20));
    EntryPage newest = get(bus.newest(TABLE, Long.MAX_VALUE, 20));

    assertThat(offsets(oldest)).hasSizeBetween(inPage - 1, inPage).startsWith(1L);
    assertThat(oldest.more()).isTrue();
    assertThat(offsets(newest)).hasSizeBetween(inPage - 1, inPage).endsWith(20L);
    assertThat(newest.more()).isTrue();
  }

  @Test
  void longHistoryIsReadInPagesWithoutHoles() {
    TableBus bus = busThatKeeps(TableSettings.MAX_HISTORY);
    get(bus.open(TABLE, initial("v"), ""));
    int count = TableSettings.MAX_HISTORY + 5;
    List<CompletableFuture<Optional<Entry>>> published = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      published.add(bus.publish(TABLE, key(i), roll(i)));
    }
    published.forEach(TableBusContract::get);

    List<Long> backwards = new ArrayList<>();
    EntryPage page = get(bus.newest(TABLE, Long.MAX_VALUE, 100));
    backwards.addAll(offsets(page).reversed());
    while (page.more()) {
      page = get(bus.newest(TABLE, page.entries().getFirst().offset(), 100));
      backwards.addAll(offsets(page).reversed());
    }

    assertThat(backwards).isEqualTo(LongStream.rangeClosed(6, count).boxed().toList().reversed());
  }

  @Test
  void everyFieldIsReadBackUnchanged() {
    TableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    TableRoll roll =
        new TableRoll(
            new Member(
                "i-_9",
                "Žofie \u200d👩\u200d🚀 ' \" \\ %s",
                "#00ff7f",
                "bone-and-ink",
                Role.WATCHER),
            Audience.BLIND,
            "für „Glück“ {}",
            "{\"a\":\"line\\n\",\n \"tab\t\":1,\"emoji\":\"🎲\"}",
            1_763_000_000_123L,
            41);

    Entry entry = get(bus.publish(TABLE, key(1), roll)).orElseThrow();

    assertThat(entry.roll()).isEqualTo(roll);
    assertThat(get(bus.read(TABLE, 1, 1)).entries()).containsExactly(entry);
    assertThat(get(bus.newest(TABLE, Long.MAX_VALUE, 1)).entries()).containsExactly(entry);
  }

  @Test
  void largestRollIsKept() {
    TableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    String json = "\"" + "ä".repeat(TableRoll.MAX_ROLL_CHARS - 2) + "\"";
    TableRoll roll = new TableRoll(ANA, Audience.ALL, "x".repeat(80), json, 1, 0);

    Entry entry = get(bus.publish(TABLE, key(1), roll)).orElseThrow();

    assertThat(get(bus.read(TABLE, 1, 1)).entries()).containsExactly(entry);
  }

  @Test
  void sameKeyIsPublishedOnce() {
    TableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    Entry first = publish(bus, 1);

    Optional<Entry> again = get(bus.publish(TABLE, key(1), roll(99)));
    Optional<Entry> elsewhere = get(bus().publish(TABLE, key(1), roll(98)));

    assertThat(again).contains(first);
    assertThat(elsewhere).isPresent();
    assertThat(get(bus.newest(TABLE, Long.MAX_VALUE, 10)).entries()).hasSize(1);
  }

  @Test
  void keyOfADiscardedEntryMakesNoOtherEntry() {
    TableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    for (int i = 1; i <= 11; i++) {
      publish(bus, i);
    }

    assertThat(get(bus.publish(TABLE, key(1), roll(1)))).isEmpty();
    assertThat(get(bus.open(TABLE, initial("v"), "")).head()).isEqualTo(11);
  }

  @Test
  void exactlyTheNewestAreKept() {
    TableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));

    for (int i = 1; i <= 25; i++) {
      publish(bus, i);
    }

    assertThat(get(bus.read(TABLE, 1, 100)).entries())
        .extracting(Entry::offset)
        .containsExactly(16L, 17L, 18L, 19L, 20L, 21L, 22L, 23L, 24L, 25L);
  }

  @Test
  void historyIsLimitedInSizeAndKeepsTheNewest() {
    TableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));

    for (int i = 1; i <= 10; i++) {
      get(bus.publish(TABLE, key(i), largeRoll(i)));
    }

    List<Entry> kept = get(bus.newest(TABLE, Long.MAX_VALUE, 10)).entries();
    assertThat(kept.get(kept.size() - 1).offset()).isEqualTo(10);
    assertThat(kept).hasSize(SETTINGS.historyChars() / LARGE_CHARS - 1);
    publish(bus, 11);
    assertThat(get(bus.newest(TABLE, Long.MAX_VALUE, 10)).entries()).hasSize(kept.size() + 1);
  }

  @Test
  void newTableOfAnOwnerTakesThePlaceOfItsLongestResting() {
    TableBus bus = bus();
    TableId others = new TableId("others");
    get(bus.open(others, initial("v"), "other"));
    openAll(bus, TableQuota.MAX_TABLES_OF_OWNER);
    use(bus, numbered(0));

    get(bus.open(TABLE, initial("v"), "owner"));

    assertThat(exists(bus, others)).isTrue();
    assertThat(exists(bus, numbered(0))).as("used").isTrue();
    assertThat(
            IntStream.range(1, TableQuota.MAX_TABLES_OF_OWNER)
                .filter(i -> !exists(bus, numbered(i))))
        .hasSize(1);
    assertThat(exists(bus, TABLE)).isTrue();
  }

  @Test
  void ownerWhoseTablesAreAllUsedGetsNoFurtherOne() {
    TableBus bus = bus();
    openAll(bus, TableQuota.MAX_TABLES_OF_OWNER);
    IntStream.range(0, TableQuota.MAX_TABLES_OF_OWNER).forEach(i -> use(bus, numbered(i)));

    assertThatThrownBy(() -> get(bus.open(TABLE, initial("v"), "owner")))
        .isInstanceOf(TableRefusedException.class)
        .hasMessageContaining("TABLES_OF_OWNER");

    assertThat(exists(bus, TABLE)).isFalse();
    assertThat(get(bus.open(TABLE, initial("v"), "other")).epoch()).isNotEmpty();
  }

  @Test
  void emptyOwnerHasNoLimitOfItsOwn() {
    TableBus bus = bus();
    for (int i = 0; i <= TableQuota.MAX_TABLES_OF_OWNER; i++) {
      get(bus.open(numbered(i), initial("v"), ""));
    }

    assertThat(exists(bus, numbered(0))).isTrue();
  }

  @Test
  void nameOfATableThatMadeRoomIsReservedForItsKeys() {
    TableBus bus = bus();
    get(bus.open(TABLE, initial("verifier"), "owner"));
    publish(bus, 1);
    openAll(bus, TableQuota.MAX_TABLES_OF_OWNER);
    assertThat(exists(bus, TABLE)).as("made room").isFalse();

    TableState stranger = get(bus.open(TABLE, initial("another"), "stranger"));

    assertThat(stranger).isEqualTo(TableState.reserved("verifier"));
    assertThat(exists(bus, TABLE)).isFalse();
    TableState own = get(bus.open(TABLE, initial("verifier"), "elsewhere"));
    assertThat(own.epoch()).isNotEmpty();
    assertThat(own.head()).isZero();
    assertThat(get(bus.open(TABLE, initial("another"), "stranger"))).isEqualTo(own);
  }

  @Test
  void missingTableIsReported() {
    TableBus bus = bus();

    assertThat(get(bus.read(TABLE, 1, 10))).isEqualTo(EntryPage.NO_TABLE);
    assertThat(get(bus.newest(TABLE, Long.MAX_VALUE, 10))).isEqualTo(EntryPage.NO_TABLE);
    assertThatThrownBy(() -> get(bus.publish(TABLE, key(1), roll(1))))
        .isInstanceOf(BusUnavailableException.class);
  }

  @Test
  void listenerIsSubscribedAndThenGetsEveryEntryInOrder() {
    TableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
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
    get(bus.open(TABLE, initial("v"), ""));
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
    get(bus.open(TABLE, initial("v"), ""));
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
    get(bus.open(TABLE, initial("v"), ""));
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
    EntryPage page = get(bus.newest(TABLE, Long.MAX_VALUE, 10));
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
    get(bus.open(TABLE, initial("v"), ""));
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
    get(bus.open(TABLE, initial("v"), ""));

    assertThat(get(bus.present(TABLE, List.of(ANA, BO), Set.of())).members())
        .containsExactlyInAnyOrder(ANA, BO);
    assertThat(get(bus.present(TABLE, List.of(BO), Set.of())).members()).containsExactly(BO);
    assertThat(get(bus.present(TABLE, List.of(), Set.of())).members()).isEmpty();
  }

  @Test
  void seatsOfMembersWhoAreGoneAreKeptUntilTheyReturn() {
    TableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    get(bus.present(TABLE, List.of(ANA, BO), Set.of()));

    assertThat(get(bus.present(TABLE, List.of(ANA), Set.of("bo-id"))).kept())
        .containsExactly("bo-id");
    assertThat(get(bus.present(TABLE, List.of(ANA), Set.of())).kept()).containsExactly("bo-id");
    assertThat(get(bus.present(TABLE, List.of(ANA, BO), Set.of())).kept()).isEmpty();
    assertThat(get(bus.present(TABLE, List.of(), Set.of())).kept()).isEmpty();
  }

  @Test
  void keptSeatsAreHalfOfAllAtMost() {
    TableBus bus = bus();
    get(bus.open(TABLE, initial("v"), ""));
    for (int i = 0; i < SETTINGS.members(); i++) {
      get(bus.present(TABLE, List.of(), Set.of("gone-" + i)));
    }

    assertThat(get(bus.present(TABLE, List.of(), Set.of())).kept()).hasSize(SETTINGS.members() / 2);
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

  private static void openAll(TableBus bus, int count) {
    for (int i = 0; i < count; i++) {
      get(bus.open(numbered(i), initial("v"), "owner"));
    }
  }

  private static TableId numbered(int number) {
    return new TableId("n" + number);
  }

  /** Takes a seat at a table. */
  private static void use(TableBus bus, TableId table) {
    bus.subscribe(table, new RecordingListener());
    get(bus.present(table, List.of(ANA), Set.of()));
  }

  private static boolean exists(TableBus bus, TableId table) {
    return !get(bus.newest(table, Long.MAX_VALUE, 1)).epoch().isEmpty();
  }

  /** Returns a roll that is larger than any that a table accepts. */
  public static TableRoll largeRoll(int number) {
    String json = "\"" + "x".repeat(LARGE_CHARS - 2) + "\"";
    return new TableRoll(ANA, Audience.ALL, "", json, number, 0);
  }

  public static IdempotencyKey key(int number) {
    return IdempotencyKey.of("session", Integer.toString(number), "");
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

    /** Not kept: when a connection is made again does not depend on the calls of a test. */
    @Override
    public void onServerChanged() {}

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
