package dicegate.table.valkey;

import static java.util.stream.Collectors.joining;

import dicegate.table.log.ActKind;
import dicegate.table.log.Attendance;
import dicegate.table.log.BusListener;
import dicegate.table.log.Digest;
import dicegate.table.log.Entry;
import dicegate.table.log.EntryContent;
import dicegate.table.log.EntryPage;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.Member;
import dicegate.table.log.RandomText;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableAct;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import dicegate.table.log.TablePolicy;
import dicegate.table.log.TableQuota;
import dicegate.table.log.TableSettings;
import dicegate.table.log.TableState;
import dicegate.table.log.TableWebhook;
import dicegate.table.log.WebhookLease;
import dicegate.table.log.WebhookStore;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The bus for any number of nodes: streams, scripts and channels of a Valkey or Redis server, 7.0
 * or later.
 *
 * <p>A table expires when the idle time has passed since its last roll or report of presence, or is
 * discarded to make room for another; see {@link OpenScript}. While the server nears its limit of
 * memory, {@link MemoryGuard} decides what is still accepted.
 */
public final class ValkeyTableBus implements TableBus, WebhookStore {

  /** How long an idempotency key is known: longer than a client may repeat a request. */
  private static final long KEY_SECONDS = 150;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(3);
  private static final int NODE_BYTES = 9;

  private static final Logger LOG = System.getLogger(ValkeyTableBus.class.getName());

  /**
   * The bytes of an owner's hash, few on purpose: each stands for thousands of addresses, so that
   * the store tells nobody who made a table; and few of the owners share one.
   */
  private static final int OWNER_BYTES = 3;

  private final String node = RandomText.ofBytes(NODE_BYTES);
  private final TableSettings settings;
  private final Metrics metrics;
  private final EntryCodec codec;
  private final ScriptAnswers answers;
  private final ScriptPipeline pipeline;
  private final Subscriber subscriber;
  private final MemoryGuard memory;

  /**
   * Makes a bus that is not started; calls wait for the start.
   *
   * @param nanoClock a clock as {@link System#nanoTime}
   */
  public ValkeyTableBus(
      ValkeyAddress address,
      TableSettings settings,
      Metrics metrics,
      Incidents incidents,
      LongSupplier nanoClock) {
    this.settings = settings;
    this.metrics = metrics;
    this.codec = new EntryCodec(metrics);
    this.answers = new ScriptAnswers(codec);
    this.subscriber = new Subscriber(address, codec, metrics, incidents, nanoClock);
    this.pipeline =
        new ScriptPipeline(address, metrics, incidents, nanoClock, subscriber::onServerChanged);
    this.memory = new MemoryGuard(pipeline);
  }

  @Override
  public void start(Executor thread) {
    pipeline.start(thread);
    subscriber.start(thread);
  }

  @Override
  public CompletableFuture<TableState> open(TableId table, TablePolicy policy, String owner) {
    Keys keys = new Keys(table);
    return pipeline
        .run(
            Script.OPEN,
            List.of(keys.meta(), keys.rolls(), keys.reservation()),
            List.of(
                RandomText.ofBytes(TableState.EPOCH_BYTES),
                policy.verifier(),
                Long.toString(settings.idle().toSeconds()),
                owner.isEmpty() ? "" : Digest.of("dicegate table owner", owner, OWNER_BYTES),
                table.text(),
                Integer.toString(TableQuota.MAX_TABLES_OF_OWNER),
                Integer.toString(OpenScript.MAX_TABLES),
                Integer.toString(OpenScript.MAX_RESERVED),
                memory.acceptsTables() ? "" : "memory",
                policy.isInitial() ? "" : PolicyCodec.write(policy),
                webhookIds(policy)))
        .thenApply(this::opened);
  }

  @Override
  public CompletableFuture<Optional<TableState>> find(TableId table) {
    return pipeline
        .run(Script.FIND, List.of(new Keys(table).meta()), List.of())
        .thenApply(answers::found);
  }

  @Override
  public void subscribe(TableId table, BusListener listener) {
    subscriber.subscribe(new Keys(table).channel(), listener);
  }

  @Override
  public void unsubscribe(TableId table) {
    subscriber.unsubscribe(new Keys(table).channel());
  }

  @Override
  public CompletableFuture<Optional<Entry>> publish(
      TableId table, IdempotencyKey key, EntryContent content) {
    Keys keys = new Keys(table);
    String tag = RandomText.ofBytes(Entry.TAG_BYTES);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                EntryCodec.write(content),
                tag,
                Integer.toString(settings.history()),
                Long.toString(settings.idle().toSeconds()),
                Long.toString(KEY_SECONDS),
                keys.channel(),
                Integer.toString(settings.historyChars()),
                Long.toString(memory.maxBytes() + EntryCodec.proofChars(content))));
    if (content instanceof TableAct act) {
      arguments.add(Long.toString(act.basedOn()));
      arguments.add(PolicyCodec.write(act.policy()));
      arguments.add(act.policy().verifier());
      arguments.add(act.kind() == ActKind.CLEAR ? "1" : "");
      arguments.add(table.text());
      arguments.add(webhookIds(act.policy()));
      arguments.add(Integer.toString(MAX_TABLES));
    }
    return pipeline
        .run(Script.PUBLISH, List.of(keys.meta(), keys.rolls(), keys.published(key)), arguments)
        .thenApply(answer -> answers.published(table, answer, tag, content));
  }

  @Override
  public CompletableFuture<EntryPage> read(TableId table, long from, int limit) {
    Keys keys = new Keys(table);
    return pipeline
        .run(
            Script.READ,
            List.of(keys.meta(), keys.rolls()),
            List.of(Long.toString(from), Integer.toString(limit), Integer.toString(MAX_PAGE_CHARS)))
        .thenApply(answers::page);
  }

  @Override
  public CompletableFuture<EntryPage> newest(TableId table, long before, int count) {
    Keys keys = new Keys(table);
    return pipeline
        .run(
            Script.NEWEST,
            List.of(keys.meta(), keys.rolls()),
            List.of(
                before == Long.MAX_VALUE ? "" : Long.toString(before),
                Integer.toString(count),
                Integer.toString(MAX_PAGE_CHARS)))
        .thenApply(answers::page)
        .thenApply(EntryPage::reversed);
  }

  @Override
  public CompletableFuture<Attendance> present(TableId table, List<Member> here, Set<String> gone) {
    Keys keys = new Keys(table);
    return pipeline
        .run(
            Script.PRESENT,
            List.of(keys.meta(), keys.rolls(), keys.present(), keys.kept()),
            List.of(
                node,
                EntryCodec.write(here),
                Integer.toString(PRESENCE_SECONDS),
                Long.toString(settings.idle().toSeconds()),
                keys.channel(),
                String.join("\n", gone),
                Integer.toString(SEAT_KEPT_SECONDS),
                Integer.toString(settings.keptSeats())))
        .thenApply(answers::attendance);
  }

  @Override
  public WebhookStore webhooks() {
    return this;
  }

  @Override
  public CompletableFuture<Set<TableId>> tables() {
    return pipeline.run(Script.WEBHOOK_TABLES, List.of(), List.of()).thenApply(answers::tables);
  }

  @Override
  public CompletableFuture<Optional<WebhookLease>> lease(TableId table) {
    return pipeline
        .run(
            Script.LEASE,
            List.of(new Keys(table).meta()),
            List.of(
                node, Long.toString(Duration.ofSeconds(LEASE_SECONDS).toMillis()), table.text()))
        .thenApply(answers::lease);
  }

  @Override
  public CompletableFuture<Void> pass(TableId table, String webhook, StreamPosition position) {
    return pipeline
        .run(
            Script.PASS,
            List.of(new Keys(table).meta()),
            List.of(node, webhook, position.text(), position.epoch()))
        .thenAccept(answer -> {});
  }

  @Override
  public CompletableFuture<Void> release(TableId table) {
    return pipeline
        .run(Script.RELEASE, List.of(new Keys(table).meta()), List.of(node))
        .thenAccept(answer -> {});
  }

  private static String webhookIds(TablePolicy policy) {
    return policy.webhooks().stream().map(TableWebhook::id).collect(joining(" "));
  }

  @Override
  public double memoryUsed() {
    return memory.used();
  }

  @Override
  public boolean isAlive() {
    return pipeline.isAlive() && subscriber.isAlive();
  }

  @Override
  public void tick() {
    subscriber.tick();
    pipeline.tick();
    memory.tick();
  }

  @Override
  public void close() {
    subscriber.stop();
    pipeline.stop();
    boolean commandsEnded = pipeline.awaitEnd(STOP_LIMIT);
    boolean subscriberEnded = subscriber.awaitEnd(STOP_LIMIT);
    if (!commandsEnded || !subscriberEnded) {
      LOG.log(Level.ERROR, "bus loops did not end limit={0}", STOP_LIMIT);
    }
  }

  private TableState opened(Object answer) {
    if (answers.hasEvicted(answer)) {
      metrics.count(Counter.TABLES_EVICTED);
    }
    return answers.state(answer);
  }
}
