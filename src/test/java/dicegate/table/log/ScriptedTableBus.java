package dicegate.table.log;

import dicegate.telemetry.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A bus around a real local one, for faults on demand: the test decides when notifications and
 * answers arrive, and the server may be unavailable, lose its tables, or fail over to a replica
 * that lagged.
 *
 * <p>Confined to the test's thread.
 */
public final class ScriptedTableBus implements TableBus {

  private final TableSettings settings;
  private final List<Runnable> pending = new ArrayList<>();
  private final List<Entry> heldNotifications = new ArrayList<>();
  private final Map<TableId, BusListener> listeners = new HashMap<>();
  private final Map<TableId, Recorder> recorders = new HashMap<>();
  private final List<Member> membersElsewhere = new ArrayList<>();

  /** The entries as they were on the failed server, by their tags on the replica. */
  private final Map<String, Entry> originalEntries = new HashMap<>();

  private final Map<String, String> originalEpochs = new HashMap<>();
  private LocalTableBus server;
  private boolean unsubscribed;
  private boolean holdingNotifications;
  private boolean holdingAnswers;
  private boolean unavailable;

  public ScriptedTableBus() {
    this(TableBusContract.SETTINGS);
  }

  public ScriptedTableBus(TableSettings settings) {
    this.settings = settings;
    this.server = new LocalTableBus(settings, new Metrics(), () -> 0);
  }

  public TableSettings settings() {
    return settings;
  }

  /** Holds notifications from now on, for {@link #heldNotifications}. */
  public void holdNotifications() {
    holdingNotifications = true;
  }

  /** Delivers notifications at once from now on, and drops the held ones. */
  public void dropHeldNotifications() {
    holdingNotifications = false;
    clearHeldNotifications();
  }

  public void clearHeldNotifications() {
    heldNotifications.clear();
  }

  /** Returns the held notifications. */
  public List<Entry> heldNotifications() {
    return List.copyOf(heldNotifications);
  }

  public void notifyEntry(Entry entry) {
    listeners.values().forEach(listener -> listener.onEntry(entry));
  }

  /** Holds calls from now on: {@link #runOne} runs one, and its answer is held again. */
  public void holdAnswers() {
    holdingAnswers = true;
  }

  /** Runs all held calls and answers, and later ones at once. */
  public void releaseAnswers() {
    holdingAnswers = false;
    while (!pending.isEmpty()) {
      runOne(0);
    }
  }

  public int pendingCount() {
    return pending.size();
  }

  /** Runs one held call, or completes one held answer. */
  public void runOne(int which) {
    pending.remove(which).run();
  }

  /** Sets whether calls fail. */
  public void setUnavailable(boolean now) {
    unavailable = now;
  }

  /** Loses the subscription, and the held notifications. */
  public void loseSubscription() {
    unsubscribed = true;
    heldNotifications.clear();
    listeners.values().forEach(BusListener::onUnsubscribed);
  }

  public boolean isUnsubscribed() {
    return unsubscribed;
  }

  /** Restores the subscription. */
  public void restoreSubscription() {
    unsubscribed = false;
    listeners.values().forEach(BusListener::onSubscribed);
  }

  /** Loses all tables; opening one creates it again. */
  public void loseTables() {
    originalEntries.clear();
    originalEpochs.clear();
    replace(new LocalTableBus(settings, new Metrics(), () -> 0));
  }

  /** Fails over to a replica that has a table up to an offset; the subscription stays as it is. */
  public void failOver(TableId table, long upTo) {
    TableState state = TableBusContract.get(open(server, table, TablePolicy.initial("none"), ""));
    List<Entry> copied = List.copyOf(recorder(table).published.subList(0, (int) upTo));
    LocalTableBus replica = new LocalTableBus(settings, new Metrics(), () -> 0);
    TableState copiedState = TableBusContract.get(replica.open(table, state.rules().policy(), ""));
    Map<String, Entry> tags = new HashMap<>();
    for (Entry old : copied) {
      IdempotencyKey key = IdempotencyKey.of("replica", old.tag(), "");
      Entry copy = TableBusContract.get(replica.publish(table, key, old.content())).orElseThrow();
      tags.put(copy.tag(), old);
    }
    originalEntries.clear();
    originalEntries.putAll(tags);
    originalEpochs.clear();
    originalEpochs.put(copiedState.epoch(), state.epoch());
    replace(replica);
    recorder(table).published.addAll(copied);
  }

  /** Sets the members at the table on other nodes. */
  public void setMembersElsewhere(List<Member> members) {
    membersElsewhere.clear();
    membersElsewhere.addAll(members);
    listeners.values().forEach(BusListener::onPresenceChanged);
  }

  /** Publishes as another node does: at once, without the faults of this node. */
  public Entry publishElsewhere(TableId table, String key, EntryContent content) {
    return TableBusContract.get(
            server.publish(table, IdempotencyKey.of("elsewhere", key, ""), content))
        .orElseThrow();
  }

  /** Returns the entries on the server, as a reader sees them. */
  public EntryPage content(TableId table) {
    return TableBusContract.get(read(server, table, 1, MAX_PAGE));
  }

  @Override
  public CompletableFuture<TableState> open(TableId table, TablePolicy policy, String owner) {
    return answer(() -> open(server, table, policy, owner));
  }

  @Override
  public CompletableFuture<Optional<TableState>> find(TableId table) {
    return answer(() -> server.find(table));
  }

  @Override
  public void subscribe(TableId table, BusListener listener) {
    listeners.put(table, listener);
    recorder(table);
    if (!unsubscribed) {
      listener.onSubscribed();
    }
  }

  @Override
  public void unsubscribe(TableId table) {
    listeners.remove(table);
  }

  @Override
  public CompletableFuture<Optional<Entry>> publish(
      TableId table, IdempotencyKey key, EntryContent content) {
    return answer(
        () -> server.publish(table, key, content).thenApply(entry -> entry.map(this::asOriginal)));
  }

  @Override
  public CompletableFuture<EntryPage> read(TableId table, long from, int limit) {
    return answer(() -> read(server, table, from, limit));
  }

  @Override
  public CompletableFuture<EntryPage> newest(TableId table, long before, int count) {
    return answer(() -> server.newest(table, before, count).thenApply(this::asOriginal));
  }

  @Override
  public CompletableFuture<Attendance> present(TableId table, List<Member> here, Set<String> gone) {
    return answer(
        () ->
            server
                .present(table, here, gone)
                .thenApply(
                    attendance -> {
                      List<Member> all = new ArrayList<>(here);
                      all.addAll(membersElsewhere);
                      return new Attendance(all, attendance.kept());
                    }));
  }

  @Override
  public WebhookStore webhooks() {
    return server.webhooks();
  }

  @Override
  public void start(Executor thread) {}

  @Override
  public void tick() {
    server.tick();
  }

  @Override
  public void close() {
    server.close();
  }

  private <T> CompletableFuture<T> answer(Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    runOrHold(
        () -> {
          CompletableFuture<T> done =
              unavailable
                  ? CompletableFuture.failedFuture(new BusUnavailableException("unavailable"))
                  : work.get();
          runOrHold(() -> complete(answer, done));
        });
    return answer;
  }

  private static <T> void complete(CompletableFuture<T> answer, CompletableFuture<T> done) {
    try {
      answer.complete(TableBusContract.get(done));
    } catch (BusUnavailableException e) {
      answer.completeExceptionally(e);
    }
  }

  private void runOrHold(Runnable step) {
    if (holdingAnswers) {
      pending.add(step);
    } else {
      step.run();
    }
  }

  private CompletableFuture<TableState> open(
      LocalTableBus from, TableId table, TablePolicy policy, String owner) {
    return from.open(table, policy, owner)
        .thenApply(
            state -> {
              Entry head = originalEntries.get(state.headTag());
              return new TableState(
                  originalEpochs.getOrDefault(state.epoch(), state.epoch()),
                  state.head(),
                  head == null ? state.headTag() : head.tag(),
                  state.rules());
            });
  }

  private CompletableFuture<EntryPage> read(
      LocalTableBus from, TableId table, long first, int limit) {
    return from.read(table, first, limit).thenApply(this::asOriginal);
  }

  private EntryPage asOriginal(EntryPage page) {
    return new EntryPage(
        originalEpochs.getOrDefault(page.epoch(), page.epoch()),
        page.entries().stream().map(this::asOriginal).toList(),
        page.more());
  }

  private Entry asOriginal(Entry entry) {
    return originalEntries.getOrDefault(entry.tag(), entry);
  }

  private void replace(LocalTableBus next) {
    server = next;
    Set<TableId> tables = Set.copyOf(recorders.keySet());
    recorders.clear();
    tables.forEach(this::recorder);
  }

  private Recorder recorder(TableId table) {
    Recorder recorder = recorders.get(table);
    if (recorder == null) {
      recorder = new Recorder(table, server);
      recorders.put(table, recorder);
      server.subscribe(table, recorder);
    }
    return recorder;
  }

  /** Receives the notifications of the local bus. */
  private final class Recorder implements BusListener {

    private final TableId table;
    private final LocalTableBus of;

    /** Every entry notified so far, kept or not; a replica gets a part of them. */
    private final List<Entry> published = new ArrayList<>();

    Recorder(TableId table, LocalTableBus of) {
      this.table = table;
      this.of = of;
    }

    @Override
    public void onSubscribed() {}

    @Override
    public void onUnsubscribed() {}

    @Override
    public void onServerChanged() {}

    @Override
    public void onEntry(Entry entry) {
      published.add(entry);
      BusListener listener = listeners.get(table);
      if (unsubscribed || of != server || listener == null) {
        return;
      }
      if (holdingNotifications) {
        heldNotifications.add(entry);
      } else {
        listener.onEntry(entry);
      }
    }

    @Override
    public void onPresenceChanged() {}
  }
}
