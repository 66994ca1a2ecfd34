package dicegate.table.valkey;

import dicegate.table.BusListener;
import dicegate.table.BusUnavailableException;
import dicegate.table.Entry;
import dicegate.table.Member;
import dicegate.table.NoSuchTableException;
import dicegate.table.Page;
import dicegate.table.PublishKey;
import dicegate.table.RandomText;
import dicegate.table.TableBus;
import dicegate.table.TableId;
import dicegate.table.TableRoll;
import dicegate.table.TableSettings;
import dicegate.table.TableState;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meters;
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
 * The bus of any number of nodes: streams, scripts and channels of a Valkey or Redis server, 7.0 or
 * later.
 *
 * <p>A table is kept for the idle time after it was last rolled at or somebody was there; one that
 * nothing was rolled at for {@link #EMPTY_SECONDS}.
 */
public final class ValkeyTableBus implements TableBus {

  /** How long a table is kept that nothing was rolled at, in seconds. */
  static final long EMPTY_SECONDS = 600;

  private static final long KEY_SECONDS = 150;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(3);
  private static final int NODE_BYTES = 9;

  private static final Logger LOG = System.getLogger(ValkeyTableBus.class.getName());

  private final String node = RandomText.ofBytes(NODE_BYTES);
  private final TableSettings settings;
  private final EntryText texts;
  private final Commands commands;
  private final Subscriber subscriber;

  /**
   * Makes a bus that is not started; calls wait until it is.
   *
   * @param nanoClock tells the time as {@link System#nanoTime} does
   */
  public ValkeyTableBus(
      ValkeyAddress address,
      TableSettings settings,
      Meters meters,
      Incidents incidents,
      LongSupplier nanoClock) {
    this.settings = settings;
    this.texts = new EntryText(meters);
    this.commands = new Commands(address, meters, incidents, nanoClock);
    this.subscriber = new Subscriber(address, texts, meters, incidents, nanoClock);
  }

  @Override
  public void start(Executor thread) {
    commands.start(thread);
    subscriber.start(thread);
  }

  @Override
  public CompletableFuture<TableState> open(TableId table, String verifier) {
    Keys keys = new Keys(table);
    return commands
        .run(
            Script.OPEN,
            List.of(keys.meta(), keys.rolls()),
            List.of(
                RandomText.ofBytes(TableState.EPOCH_BYTES), verifier, Long.toString(EMPTY_SECONDS)))
        .thenApply(ValkeyTableBus::state);
  }

  @Override
  public void listen(TableId table, BusListener listener) {
    subscriber.listen(new Keys(table).bell(), listener);
  }

  @Override
  public void mute(TableId table) {
    subscriber.mute(new Keys(table).bell());
  }

  @Override
  public CompletableFuture<Optional<Entry>> publish(TableId table, PublishKey key, TableRoll roll) {
    Keys keys = new Keys(table);
    String tag = RandomText.ofBytes(Entry.TAG_BYTES);
    return commands
        .run(
            Script.PUBLISH,
            List.of(keys.meta(), keys.rolls(), keys.published(key)),
            List.of(
                texts.write(roll),
                tag,
                Integer.toString(settings.history()),
                Long.toString(settings.idle().toSeconds()),
                Long.toString(KEY_SECONDS),
                keys.bell()))
        .thenApply(answer -> published(table, list(answer), tag, roll));
  }

  @Override
  public CompletableFuture<Page> read(TableId table, long from, int limit) {
    Keys keys = new Keys(table);
    return commands
        .run(
            Script.READ,
            List.of(keys.meta(), keys.rolls()),
            List.of(Long.toString(from), Integer.toString(limit)))
        .thenApply(this::page);
  }

  @Override
  public CompletableFuture<Page> newest(TableId table, int count) {
    Keys keys = new Keys(table);
    return commands
        .run(Script.NEWEST, List.of(keys.meta(), keys.rolls()), List.of(Integer.toString(count)))
        .thenApply(
            answer -> {
              Page newestFirst = page(answer);
              List<Entry> entries = new ArrayList<>(newestFirst.entries());
              Collections.reverse(entries);
              return new Page(newestFirst.epoch(), entries);
            });
  }

  @Override
  public CompletableFuture<List<Member>> present(TableId table, List<Member> here) {
    Keys keys = new Keys(table);
    return commands
        .run(
            Script.PRESENT,
            List.of(keys.meta(), keys.rolls(), keys.who()),
            List.of(
                node,
                EntryText.write(here),
                Integer.toString(PRESENCE_SECONDS),
                Long.toString(settings.idle().toSeconds()),
                Long.toString(EMPTY_SECONDS),
                keys.bell()))
        .thenApply(
            answer ->
                list(answer).stream()
                    .flatMap(members -> texts.readMembers(text(members)).stream())
                    .toList());
  }

  @Override
  public void tick() {
    subscriber.tick();
    commands.tick();
  }

  @Override
  public void close() {
    subscriber.stop();
    commands.stop();
    boolean commandsEnded = commands.awaitEnd(STOP_LIMIT);
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
              texts.read(
                  Long.parseLong(text(answer.get(1))), text(answer.get(2)), text(answer.get(3))));
      case "gone" -> Optional.empty();
      default -> throw new NoSuchTableException(table);
    };
  }

  private Page page(Object answer) {
    List<?> fields = list(answer);
    List<Entry> entries = new ArrayList<>();
    for (Object one : list(fields.get(1))) {
      List<?> entry = list(one);
      String id = text(entry.get(0));
      List<?> pairs = list(entry.get(1));
      entries.add(
          texts.read(
              Long.parseLong(id.substring(0, id.indexOf('-'))),
              text(pairs.get(1)),
              text(pairs.get(3))));
    }
    return new Page(text(fields.get(0)), entries);
  }

  private static List<?> list(Object answer) {
    if (answer instanceof List<?> list) {
      return list;
    }
    throw new BusUnavailableException("not as our scripts answer");
  }

  private static String text(Object answer) {
    if (answer instanceof String text) {
      return text;
    }
    throw new BusUnavailableException("not as our scripts answer");
  }
}
