package dicegate.table;

import dicegate.table.log.Member;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import dicegate.table.log.TablePolicy;
import dicegate.table.log.TableSettings;
import dicegate.table.log.TableWebhook;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.webhook.WebhookDispatcher;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.JsonCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All tables with a seat on this node, taken or requested.
 *
 * <p>Thread-safe. Its monitor is taken before any lock of a {@link Table}, never after.
 */
public final class Tables implements AutoCloseable {

  /** The seconds between two reports of presence: three reports before one expires. */
  private static final int PRESENCE_TICKS = TableBus.PRESENCE_SECONDS / 3;

  private static final List<String> COLOURS =
      List.of("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7");

  private final TableBus bus;
  private final TableSettings settings;
  private final TableFrames frames;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final LongSupplier millisClock;
  private final Map<TableId, HeldTable> tables = new HashMap<>(); // guarded by this
  private int ticks; // guarded by this
  private final @Nullable WebhookFeeds webhooks;

  /** A table and the number of its seats on this node; the count is guarded by {@link Tables}. */
  private static final class HeldTable {
    private final Table table;
    private int holders;

    private HeldTable(Table table) {
      this.table = table;
    }
  }

  /** Makes a registry without tables, none of which may have webhooks. */
  public Tables(
      TableBus bus,
      TableSettings settings,
      JsonCodec json,
      Metrics metrics,
      LongSupplier nanoClock,
      LongSupplier millisClock) {
    this(bus, settings, json, metrics, null, nanoClock, millisClock);
  }

  /**
   * Makes a registry without tables.
   *
   * @param webhooks delivers the webhooks of tables, and is closed by this; null if they may have
   *     none
   * @param nanoClock a clock as {@link System#nanoTime}
   * @param millisClock a clock as {@link System#currentTimeMillis}
   */
  public Tables(
      TableBus bus,
      TableSettings settings,
      JsonCodec json,
      Metrics metrics,
      @Nullable WebhookDispatcher webhooks,
      LongSupplier nanoClock,
      LongSupplier millisClock) {
    this.bus = bus;
    this.settings = settings;
    this.frames = new TableFrames(json);
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.millisClock = millisClock;
    this.webhooks =
        webhooks == null
            ? null
            : new WebhookFeeds(bus, frames, webhooks, metrics, nanoClock, millisClock);
  }

  /** Returns whether tables may have webhooks. */
  public boolean sendsWebhooks() {
    return webhooks != null;
  }

  /** Returns the number of webhooks to which this node delivers. */
  public int webhooks() {
    return webhooks == null ? 0 : webhooks.size();
  }

  /** Returns the age of the oldest entry that waits for a webhook of this node, in seconds. */
  public double webhookLagSeconds() {
    return webhooks == null ? 0 : webhooks.lagSeconds();
  }

  /**
   * Starts the bus, once.
   *
   * @param thread runs each loop on a thread of its own, until {@link #close()}
   */
  public void start(Executor thread) {
    bus.start(thread);
  }

  /** Returns whether the bus' loops run and are not stuck; true for a bus without loops. */
  public boolean isAlive() {
    return bus.isAlive();
  }

  /**
   * Gives a client a seat; the sink is sent {@code joined}, and then every frame of the table until
   * the seat is left.
   *
   * @return the seat or the refusal, within seconds; fails only by a fault of ours
   */
  public CompletableFuture<JoinAnswer> join(JoinRequest request, FrameSink sink) {
    Optional<TableId> id = TableId.parse(request.table());
    if (id.isEmpty()) {
      return refused(ErrorCode.BAD_TABLE);
    }
    Optional<String> name = Member.checkedName(request.name());
    if (name.isEmpty()) {
      return refused(ErrorCode.BAD_NAME);
    }
    Optional<ErrorCode> invalid = invalid(request.colour(), request.theme(), request.token());
    if (invalid.isPresent()) {
      return refused(invalid.get());
    }
    Optional<TableKey> key =
        request.key().isEmpty() ? Optional.of(TableKey.random()) : TableKey.parse(request.key());
    if (key.isEmpty()) {
      return refused(ErrorCode.BAD_KEY);
    }
    JoinCredentials credentials = credentials(id.get(), name.get(), request, key.get());
    Optional<Table> table = hold(id.get(), credentials.key(), request.owner());
    if (table.isEmpty()) {
      metrics.count(Counter.TABLES_FULL);
      return refused(ErrorCode.TOO_MANY_TABLES);
    }
    return table
        .get()
        .join(
            request.id(),
            credentials,
            StreamPosition.parse(request.resume()),
            sink,
            () -> release(id.get()));
  }

  /**
   * Checks the key of a table for rolls without a seat. Creates no table, holds none on this node,
   * and is noticed by nobody there.
   *
   * @return the roller or the refusal, within seconds; fails only by a fault of ours
   */
  public CompletableFuture<KeyAnswer> checkKey(KeyRequest request) {
    Optional<TableId> id = TableId.parse(request.table());
    if (id.isEmpty()) {
      return rejected(ErrorCode.BAD_TABLE);
    }
    Optional<String> name = Member.checkedName(request.name());
    if (name.isEmpty()) {
      return rejected(ErrorCode.BAD_NAME);
    }
    Optional<ErrorCode> invalid = invalid(request.colour(), request.theme(), request.token());
    if (invalid.isPresent()) {
      return rejected(invalid.get());
    }
    Optional<TableKey> key = TableKey.parse(request.key());
    if (key.isEmpty()) {
      return rejected(ErrorCode.BAD_KEY);
    }
    FailureMapper failures = new FailureMapper(() -> {}, metrics);
    Member asking = roller(id.get(), name.get(), request, key.get());
    RollPublisher publisher = new RollPublisher(id.get(), bus, failures, metrics, millisClock);
    return bus.find(id.get())
        .thenApply(
            found ->
                found
                    .map(state -> answer(state.rules().policy(), asking, key.get(), publisher))
                    .orElseGet(() -> new KeyAnswer.Refused(ErrorCode.BAD_KEY)))
        .exceptionally(failure -> new KeyAnswer.Refused(failures.errorOf(failure)));
  }

  private static KeyAnswer answer(
      TablePolicy policy, Member asking, TableKey key, RollPublisher publisher) {
    return switch (Admission.of(policy, asking, key)) {
      case Admission.Admitted admitted ->
          new KeyAnswer.Accepted(new KeyRoller(admitted.member(), policy.to(), publisher));
      case Admission.Refused refused -> new KeyAnswer.Refused(refused.why());
    };
  }

  /** Returns whether a table has a seat on this node, taken or requested. */
  public synchronized boolean isHeld(String table) {
    return TableId.parse(table).map(tables::containsKey).orElse(false);
  }

  /** Does the periodic work; called once a second. */
  public void tick() {
    List<Table> all;
    int tick;
    synchronized (this) {
      tick = ticks++;
      all = tables.values().stream().map(heldTable -> heldTable.table).toList();
    }
    bus.tick();
    if (webhooks != null) {
      webhooks.tick();
    }
    for (Table table : all) {
      table.subscription().tick();
      // At a different second for each table, to spread the load.
      if (Math.floorMod(tick + table.id().hashCode(), PRESENCE_TICKS) == 0) {
        table.reportPresence();
      }
    }
  }

  /** Returns the used part of the memory that the bus' server may use; 0 without a limit. */
  public double memoryUsed() {
    return bus.memoryUsed();
  }

  /** Returns the number of tables on this node. */
  public synchronized int size() {
    return tables.size();
  }

  /** Returns the number of their seats, taken or requested. */
  public synchronized int seats() {
    return tables.values().stream().mapToInt(heldTable -> heldTable.holders).sum();
  }

  /**
   * Ends the webhooks, and closes the bus. The seats have to be left before, so that other nodes
   * are notified.
   */
  @Override
  public void close() {
    if (webhooks != null) {
      webhooks.close();
    }
    bus.close();
  }

  private static JoinCredentials credentials(
      TableId table, String name, JoinRequest request, TableKey key) {
    String token = request.token().isEmpty() ? Member.newToken() : request.token();
    String id = Member.idOf(table, token);
    String colour = colour(id, request.colour());
    String origin = Member.originOf(table, request.address());
    return new JoinCredentials(
        new Member(id, name, colour, request.theme(), key.role(), origin, List.of()),
        token,
        key,
        TableWebhook.ownerOf(request.owner()),
        request.series());
  }

  private static Member roller(TableId table, String name, KeyRequest request, TableKey key) {
    // Of the key and the name nobody can compute a token, and so nobody can join as that member.
    String id =
        request.token().isEmpty()
            ? Member.idOfKey(table, key.text(), name)
            : Member.idOf(table, request.token());
    String origin = Member.originOf(table, request.address());
    String colour = colour(id, request.colour());
    return new Member(id, name, colour, request.theme(), key.role(), origin, List.of());
  }

  /** Returns what is wrong with a colour, theme or token; each may be empty. */
  private static Optional<ErrorCode> invalid(String colour, String theme, String token) {
    if (!colour.isEmpty() && !Member.isColour(colour)) {
      return Optional.of(ErrorCode.BAD_COLOUR);
    }
    if (!theme.isEmpty() && !Member.isTheme(theme)) {
      return Optional.of(ErrorCode.BAD_THEME);
    }
    return token.isEmpty() || Member.isToken(token)
        ? Optional.empty()
        : Optional.of(ErrorCode.BAD_TOKEN);
  }

  /** Returns the colour that a member has chosen; without one, always the same for the same id. */
  private static String colour(String id, String chosen) {
    return chosen.isEmpty() ? COLOURS.get(Math.floorMod(id.hashCode(), COLOURS.size())) : chosen;
  }

  private Optional<Table> hold(TableId id, TableKey key, String owner) {
    synchronized (this) {
      HeldTable heldTable = tables.get(id);
      if (heldTable != null) {
        heldTable.holders++;
        return Optional.of(heldTable.table);
      }
      if (tables.size() >= settings.tables()) {
        return Optional.empty();
      }
      Table table =
          new Table(
              id,
              TablePolicy.initial(key.verifier()),
              owner,
              bus,
              settings,
              frames,
              metrics,
              webhooks,
              nanoClock,
              millisClock);
      HeldTable made = new HeldTable(table);
      made.holders = 1;
      tables.put(id, made);
      // Under the monitor, so that a release of the table before this one cannot unsubscribe it.
      bus.subscribe(id, table.subscription());
      return Optional.of(table);
    }
  }

  private synchronized void release(TableId id) {
    HeldTable heldTable = tables.get(id);
    if (heldTable != null && --heldTable.holders == 0) {
      tables.remove(id);
      bus.unsubscribe(id);
    }
  }

  private static CompletableFuture<KeyAnswer> rejected(ErrorCode why) {
    return CompletableFuture.completedFuture(new KeyAnswer.Refused(why));
  }

  private CompletableFuture<JoinAnswer> refused(ErrorCode why) {
    metrics.count(Counter.TABLE_JOINS_REFUSED);
    return CompletableFuture.completedFuture(new JoinAnswer.Refused(why));
  }
}
