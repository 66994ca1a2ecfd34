package dicegate.table.log;

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
 * A bus with a real local one inside, whose rings and answers come when the test says; whose server
 * can be away, lose a table, or be replaced by one that lagged.
 *
 * <p>Confined to the test's thread.
 */
public final class ScriptedTableBus implements TableBus {

  private final TableSettings settings;
  private final List<Runnable> pending = new ArrayList<>();
  private final List<Entry> heldRings = new ArrayList<>();
  private final Map<TableId, BusListener> listeners = new HashMap<>();
  private final Map<TableId, Line> lines = new HashMap<>();
  private final List<Member> elsewhere = new ArrayList<>();

  /** What entries of the local bus were on the server before this one, by their tags now. */
  private final Map<String, Entry> before = new HashMap<>();

  private final Map<String, String> epochsBefore = new HashMap<>();
  private LocalTableBus server;
  private boolean deaf;
  private boolean holdingRings;
  private boolean holdingAnswers;
  private boolean away;

  public ScriptedTableBus() {
    this(TableBusContract.SETTINGS);
  }

  public ScriptedTableBus(TableSettings settings) {
    this.settings = settings;
    this.server = new LocalTableBus(settings, () -> 0);
  }

  public TableSettings settings() {
    return settings;
  }

  /** From now on rings are kept for {@link #heldRings}. */
  public void holdRings() {
    holdingRings = true;
  }

  /** From now on rings come at once; what was held is forgotten. */
  public void dropHeldRings() {
    holdingRings = false;
    forgetHeldRings();
  }

  public void forgetHeldRings() {
    heldRings.clear();
  }

  /** Returns the rings that were held. */
  public List<Entry> heldRings() {
    return List.copyOf(heldRings);
  }

  public void ring(Entry entry) {
    listeners.values().forEach(listener -> listener.onEntry(entry));
  }

  /** From now on work waits for {@link #runOne}, and its answer waits once more. */
  public void holdAnswers() {
    holdingAnswers = true;
  }

  /** Runs all that waits, and from now on everything at once. */
  public void releaseAnswers() {
    holdingAnswers = false;
    while (!pending.isEmpty()) {
      runOne(0);
    }
  }

  public int waiting() {
    return pending.size();
  }

  /** Does one piece of work, or completes one answer. */
  public void runOne(int which) {
    pending.remove(which).run();
  }

  /** From now on all that is asked fails, or nothing does. */
  public void beAway(boolean now) {
    away = now;
  }

  /** The subscription is lost, and the rings that were on their way. */
  public void deafen() {
    deaf = true;
    heldRings.clear();
    listeners.values().forEach(BusListener::onUnsubscribed);
  }

  public boolean isDeaf() {
    return deaf;
  }

  /** The subscription is there again. */
  public void hear() {
    deaf = false;
    listeners.values().forEach(BusListener::onSubscribed);
  }

  /** Everything is lost; whoever opens a table makes it anew. */
  public void lose() {
    before.clear();
    epochsBefore.clear();
    replace(new LocalTableBus(settings, () -> 0));
  }

  /** A replica takes over that has a table up to an offset; to be deaf is for the test. */
  public void failOver(TableId table, long upTo) {
    TableState state = TableBusContract.get(open(server, table, "none"));
    List<Entry> copied = List.copyOf(line(table).rung.subList(0, (int) upTo));
    LocalTableBus replica = new LocalTableBus(settings, () -> 0);
    TableState anew = TableBusContract.get(replica.open(table, state.verifier()));
    Map<String, Entry> tags = new HashMap<>();
    for (Entry old : copied) {
      IdempotencyKey key = IdempotencyKey.of("replica", old.tag());
      Entry copy = TableBusContract.get(replica.publish(table, key, old.roll())).orElseThrow();
      tags.put(copy.tag(), old);
    }
    before.clear();
    before.putAll(tags);
    epochsBefore.clear();
    epochsBefore.put(anew.epoch(), state.epoch());
    replace(replica);
    line(table).rung.addAll(copied);
  }

  /** Others are at the table on other nodes. */
  public void elsewhere(List<Member> members) {
    elsewhere.clear();
    elsewhere.addAll(members);
    listeners.values().forEach(BusListener::onPresenceChanged);
  }

  /** Publishes as another node does: at once, if the server is there. */
  public Entry publishElsewhere(TableId table, String key, TableRoll roll) {
    return TableBusContract.get(server.publish(table, IdempotencyKey.of("elsewhere", key), roll))
        .orElseThrow();
  }

  /** Returns what the server has, as a reader is told. */
  public EntryPage content(TableId table) {
    return TableBusContract.get(read(server, table, 1, MAX_PAGE));
  }

  @Override
  public CompletableFuture<TableState> open(TableId table, String verifier) {
    return answered(() -> open(server, table, verifier));
  }

  @Override
  public void subscribe(TableId table, BusListener listener) {
    listeners.put(table, listener);
    line(table);
    if (!deaf) {
      listener.onSubscribed();
    }
  }

  @Override
  public void unsubscribe(TableId table) {
    listeners.remove(table);
  }

  @Override
  public CompletableFuture<Optional<Entry>> publish(
      TableId table, IdempotencyKey key, TableRoll roll) {
    return answered(
        () -> server.publish(table, key, roll).thenApply(entry -> entry.map(this::asBefore)));
  }

  @Override
  public CompletableFuture<EntryPage> read(TableId table, long from, int limit) {
    return answered(() -> read(server, table, from, limit));
  }

  @Override
  public CompletableFuture<EntryPage> newest(TableId table, int count) {
    return answered(() -> server.newest(table, count).thenApply(this::asBefore));
  }

  @Override
  public CompletableFuture<List<Member>> present(TableId table, List<Member> here) {
    return answered(
        () -> {
          List<Member> all = new ArrayList<>(here);
          all.addAll(elsewhere);
          return CompletableFuture.completedFuture(all);
        });
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

  private <T> CompletableFuture<T> answered(Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    soon(
        () -> {
          CompletableFuture<T> done =
              away
                  ? CompletableFuture.failedFuture(new BusUnavailableException("away"))
                  : work.get();
          soon(() -> complete(answer, done));
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

  private void soon(Runnable step) {
    if (holdingAnswers) {
      pending.add(step);
    } else {
      step.run();
    }
  }

  private CompletableFuture<TableState> open(LocalTableBus from, TableId table, String verifier) {
    return from.open(table, verifier)
        .thenApply(
            state -> {
              Entry head = before.get(state.headTag());
              return new TableState(
                  epochsBefore.getOrDefault(state.epoch(), state.epoch()),
                  state.verifier(),
                  state.head(),
                  head == null ? state.headTag() : head.tag());
            });
  }

  private CompletableFuture<EntryPage> read(
      LocalTableBus from, TableId table, long first, int limit) {
    return from.read(table, first, limit).thenApply(this::asBefore);
  }

  private EntryPage asBefore(EntryPage page) {
    return new EntryPage(
        epochsBefore.getOrDefault(page.epoch(), page.epoch()),
        page.entries().stream().map(this::asBefore).toList());
  }

  private Entry asBefore(Entry entry) {
    return before.getOrDefault(entry.tag(), entry);
  }

  private void replace(LocalTableBus next) {
    server = next;
    Set<TableId> tables = Set.copyOf(lines.keySet());
    lines.clear();
    tables.forEach(this::line);
  }

  private Line line(TableId table) {
    Line line = lines.get(table);
    if (line == null) {
      line = new Line(table, server);
      lines.put(table, line);
      server.subscribe(table, line);
    }
    return line;
  }

  /** What the local bus rings at. */
  private final class Line implements BusListener {

    private final TableId table;
    private final LocalTableBus of;

    /** All that rang, kept or not; what a replica has. */
    private final List<Entry> rung = new ArrayList<>();

    Line(TableId table, LocalTableBus of) {
      this.table = table;
      this.of = of;
    }

    @Override
    public void onSubscribed() {}

    @Override
    public void onUnsubscribed() {}

    @Override
    public void onEntry(Entry entry) {
      rung.add(entry);
      BusListener listener = listeners.get(table);
      if (deaf || of != server || listener == null) {
        return;
      }
      if (holdingRings) {
        heldRings.add(entry);
      } else {
        listener.onEntry(entry);
      }
    }

    @Override
    public void onPresenceChanged() {}
  }
}
