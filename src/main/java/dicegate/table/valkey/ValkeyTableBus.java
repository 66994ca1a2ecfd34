package dicegate.table.valkey;

import dicegate.table.log.BusListener;
import dicegate.table.log.BusUnavailableException;
import dicegate.table.log.Entry;
import dicegate.table.log.EntryPage;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.Member;
import dicegate.table.log.NoSuchTableException;
import dicegate.table.log.RandomText;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import dicegate.table.log.TableRoll;
import dicegate.table.log.TableSettings;
import dicegate.table.log.TableState;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The bus for any number of nodes: streams, scripts and channels of a Valkey or Redis server, 7.0
 * or later.
 *
 * <p>A table expires when the idle time has passed since its last roll or report of presence; a
 * table without rolls after {@link #EMPTY_SECONDS}.
 */
public final class ValkeyTableBus implements TableBus {

  /** The time for which a table without rolls is kept, in seconds. */
  static final long EMPTY_SECONDS = 600;

  private static final long KEY_SECONDS = 150;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(3);
  private static final int NODE_BYTES = 9;

  private static final Logger LOG = System.getLogger(ValkeyTableBus.class.getName());

  private final String node = RandomText.ofBytes(NODE_BYTES);
  private final TableSettings settings;
  private final EntryCodec codec;
  private final ScriptPipeline pipeline;
  private final Subscriber subscriber;

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
    this.codec = new EntryCodec(metrics);
    this.pipeline = new ScriptPipeline(address, metrics, incidents, nanoClock);
    this.subscriber = new Subscriber(address, codec, metrics, incidents, nanoClock);
  }

  @Override
  public void start(Executor thread) {
    pipeline.start(thread);
    subscriber.start(thread);
  }

  @Override
  public CompletableFuture<TableState> open(TableId table, String verifier) {
    Keys keys = new Keys(table);
    return pipeline
        .run(
            Script.OPEN,
            List.of(keys.meta(), keys.rolls()),
            List.of(
                RandomText.ofBytes(TableState.EPOCH_BYTES), verifier, Long.toString(EMPTY_SECONDS)))
        .thenApply(ValkeyTableBus::state);
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
      TableId table, IdempotencyKey key, TableRoll roll) {
    Keys keys = new Keys(table);
    String tag = RandomText.ofBytes(Entry.TAG_BYTES);
    return pipeline
        .run(
            Script.PUBLISH,
            List.of(keys.meta(), keys.rolls(), keys.published(key)),
            List.of(
                codec.write(roll),
                tag,
                Integer.toString(settings.history()),
                Long.toString(settings.idle().toSeconds()),
                Long.toString(KEY_SECONDS),
                keys.channel()))
        .thenApply(answer -> published(table, list(answer), tag, roll));
  }

  @Override
  public CompletableFuture<EntryPage> read(TableId table, long from, int limit) {
    Keys keys = new Keys(table);
    return pipeline
        .run(
            Script.READ,
            List.of(keys.meta(), keys.rolls()),
            List.of(Long.toString(from), Integer.toString(limit)))
        .thenApply(this::page);
  }

  @Override
  public CompletableFuture<EntryPage> newest(TableId table, int count) {
    Keys keys = new Keys(table);
    return pipeline
        .run(Script.NEWEST, List.of(keys.meta(), keys.rolls()), List.of(Integer.toString(count)))
        .thenApply(
            answer -> {
              EntryPage newestFirst = page(answer);
              List<Entry> entries = new ArrayList<>(newestFirst.entries());
              Collections.reverse(entries);
              return new EntryPage(newestFirst.epoch(), entries);
            });
  }

  @Override
  public CompletableFuture<List<Member>> present(TableId table, List<Member> here) {
    Keys keys = new Keys(table);
    return pipeline
        .run(
            Script.PRESENT,
            List.of(keys.meta(), keys.rolls(), keys.present()),
            List.of(
                node,
                EntryCodec.write(here),
                Integer.toString(PRESENCE_SECONDS),
                Long.toString(settings.idle().toSeconds()),
                Long.toString(EMPTY_SECONDS),
                keys.channel()))
        .thenApply(
            answer ->
                list(answer).stream()
                    .flatMap(members -> codec.readMembers(text(members)).stream())
                    .toList());
  }

  @Override
  public boolean isAlive() {
    return pipeline.isAlive() && subscriber.isAlive();
  }

  @Override
  public void tick() {
    subscriber.tick();
    pipeline.tick();
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

  private static TableState state(Object answer) {
    List<?> fields = list(answer);
    return new TableState(
        text(fields.get(0)),
        text(fields.get(1)),
        Long.parseLong(text(fields.get(2))),
        text(fields.get(3)));
  }

  private Optional<Entry> published(TableId table, List<?> answer, String tag, TableRoll roll) {
    return switch (text(answer.get(0))) {
      case "made" -> Optional.of(new Entry(Long.parseLong(text(answer.get(1))), tag, roll));
      case "known" ->
          Optional.of(
              codec.read(
                  Long.parseLong(text(answer.get(1))), text(answer.get(2)), text(answer.get(3))));
      case "gone" -> Optional.empty();
      default -> throw new NoSuchTableException(table);
    };
  }

  private EntryPage page(Object answer) {
    List<?> fields = list(answer);
    List<Entry> entries = new ArrayList<>();
    for (Object one : list(fields.get(1))) {
      List<?> entry = list(one);
      String id = text(entry.get(0));
      List<?> pairs = list(entry.get(1));
      entries.add(
          codec.read(
              Long.parseLong(id.substring(0, id.indexOf('-'))),
              text(pairs.get(1)),
              text(pairs.get(3))));
    }
    return new EntryPage(text(fields.get(0)), entries);
  }

  private static List<?> list(Object answer) {
    if (answer instanceof List<?> list) {
      return list;
    }
    throw new BusUnavailableException("unexpected form of a script's answer");
  }

  private static String text(Object answer) {
    if (answer instanceof String text) {
      return text;
    }
    throw new BusUnavailableException("unexpected form of a script's answer");
  }
}
