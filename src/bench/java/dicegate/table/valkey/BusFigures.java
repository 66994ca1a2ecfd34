package dicegate.table.valkey;

import static dicegate.table.log.TableBusContract.THREADS;
import static dicegate.table.log.TableBusContract.get;
import static dicegate.table.log.TableBusContract.roll;
import static dicegate.table.log.TablePolicy.initial;

import dicegate.harness.Option;
import dicegate.harness.Program;
import dicegate.table.log.BusListener;
import dicegate.table.log.Entry;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.LocalTableBus;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import dicegate.table.log.TableSettings;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Prints figures of a bus: rolls a second through one table and through 1,000, the time from a
 * publication to its notification on another node at a steady rate, and the time of the read that a
 * late join needs.
 */
public final class BusFigures {

  private static final TableSettings SETTINGS =
      new TableSettings(10_000, 50, 100, Duration.ofHours(1));
  private static final int IN_FLIGHT = 512;
  private static final int STEADY_A_SECOND = 1_000;
  private static final int JOINS = 2_000;

  private static final Option<Duration> SECONDS =
      Option.seconds("seconds", 1, 5, 600, "time measured for each figure");

  private final TableBus publisher;
  private final TableBus subscriber;
  private final String name;
  private final long seconds;
  private final AtomicLong numbers = new AtomicLong();

  private BusFigures(String name, TableBus publisher, TableBus subscriber, long seconds) {
    this.name = name;
    this.publisher = publisher;
    this.subscriber = subscriber;
    this.seconds = seconds;
  }

  /** Returns the program {@code tables}. */
  public static Program program() {
    return new Program(
        "tables",
        "the bus behind tables, in one process and through a redis-server",
        true,
        List.of(SECONDS),
        arguments -> {
          run(arguments.get(SECONDS).toSeconds());
          return true;
        });
  }

  private static void run(long seconds) throws InterruptedException {
    try (LocalTableBus local = new LocalTableBus(SETTINGS, new Metrics(), System::nanoTime)) {
      new BusFigures("local", local, local, seconds).print();
    }
    try (RedisServer server = RedisServer.start();
        TableBus one = valkey(server);
        TableBus other = valkey(server)) {
      new BusFigures("valkey", one, other, seconds).print();
    }
    try (RedisServer server = RedisServer.start("--appendonly", "yes");
        TableBus one = valkey(server);
        TableBus other = valkey(server)) {
      new BusFigures("valkey, AOF", one, other, seconds).print();
    }
  }

  private static TableBus valkey(RedisServer server) {
    Metrics metrics = new Metrics();
    TableBus bus =
        new ValkeyTableBus(
            server.address(), SETTINGS, metrics, new Incidents(metrics), System::nanoTime);
    bus.start(THREADS);
    return bus;
  }

  private void print() throws InterruptedException {
    rate(1, 1);
    System.out.printf("%s: %,d rolls/s through 1 table%n", name, rate(1, seconds));
    System.out.printf("%s: %,d rolls/s through 1,000 tables%n", name, rate(1_000, seconds));
    ConcurrentHistogram notifications = notificationNanos();
    System.out.printf(
        "%s: roll to notification at %,d/s over 50 tables: p50 %d us, p99 %d us, max %d us, %,d received%n",
        name,
        STEADY_A_SECOND,
        micros(notifications.getValueAtPercentile(50)),
        micros(notifications.getValueAtPercentile(99)),
        micros(notifications.getMaxValue()),
        notifications.getTotalCount());
    ConcurrentHistogram joins = joinNanos();
    System.out.printf(
        "%s: late join, %d entries: p50 %d us, p99 %d us%n",
        name,
        SETTINGS.history(),
        micros(joins.getValueAtPercentile(50)),
        micros(joins.getValueAtPercentile(99)));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // failures are not counted
  private long rate(int tables, long forSeconds) throws InterruptedException {
    List<TableId> ids = open("rate" + tables + "-", tables);
    Semaphore room = new Semaphore(IN_FLIGHT);
    AtomicLong done = new AtomicLong();
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(forSeconds);
    for (int i = 0; System.nanoTime() - end < 0; i++) {
      room.acquire();
      publish(ids.get(i % tables))
          .whenComplete(
              (entry, failure) -> {
                if (failure == null) {
                  done.incrementAndGet();
                }
                room.release();
              });
    }
    room.acquire(IN_FLIGHT);
    return done.get() * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
  }

  private ConcurrentHistogram notificationNanos() throws InterruptedException {
    ConcurrentHistogram nanos = new ConcurrentHistogram(3);
    Map<Long, Long> published = new ConcurrentHashMap<>();
    List<TableId> ids = open("notify", 50);
    CountDownLatch subscribed = new CountDownLatch(ids.size());
    for (TableId id : ids) {
      subscriber.subscribe(id, new Stopwatch(subscribed, published, nanos));
    }
    subscribed.await();
    long period = TimeUnit.SECONDS.toNanos(1) / STEADY_A_SECOND;
    long next = System.nanoTime();
    CompletableFuture<Optional<Entry>> last = CompletableFuture.completedFuture(Optional.empty());
    for (int i = 0; i < seconds * STEADY_A_SECOND; i++) {
      while (System.nanoTime() - next < 0) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      long number = numbers.incrementAndGet();
      // Measured from the time when it was due, so a delay by the previous roll counts too.
      published.put(number, next);
      last = publish(ids.get(i % ids.size()), number);
      next += period;
    }
    get(last);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!published.isEmpty() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(period);
    }
    ids.forEach(subscriber::unsubscribe);
    return nanos;
  }

  private ConcurrentHistogram joinNanos() {
    ConcurrentHistogram nanos = new ConcurrentHistogram(3);
    TableId id = open("join", 1).get(0);
    for (int i = 0; i < SETTINGS.history(); i++) {
      get(publish(id));
    }
    for (int i = 0; i < JOINS; i++) {
      long start = System.nanoTime();
      get(subscriber.newest(id, Long.MAX_VALUE, SETTINGS.history()));
      nanos.recordValue(System.nanoTime() - start);
    }
    return nanos;
  }

  private List<TableId> open(String prefix, int count) {
    List<TableId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TableId id = new TableId(prefix + i);
      get(publisher.open(id, initial("v"), ""));
      ids.add(id);
    }
    return ids;
  }

  private CompletableFuture<Optional<Entry>> publish(TableId id) {
    return publish(id, numbers.incrementAndGet());
  }

  private CompletableFuture<Optional<Entry>> publish(TableId id, long number) {
    return publisher.publish(
        id, IdempotencyKey.of("figures", Long.toString(number), ""), roll(Math.toIntExact(number)));
  }

  private static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }

  /** Records the latency of each notification; a roll's number is in its time member. */
  private record Stopwatch(
      CountDownLatch subscribed, Map<Long, Long> published, ConcurrentHistogram nanos)
      implements BusListener {

    @Override
    public void onSubscribed() {
      subscribed.countDown();
    }

    @Override
    public void onUnsubscribed() {
      throw new IllegalStateException("the connection was lost: no figures");
    }

    @Override
    public void onEntry(Entry entry) {
      Long due = published.remove(entry.roll().atMillis());
      if (due != null) {
        nanos.recordValue(System.nanoTime() - due);
      }
    }

    @Override
    public void onPresenceChanged() {
      throw new IllegalStateException("presence changed without members");
    }

    @Override
    public void onServerChanged() {
      throw new IllegalStateException("the connection was lost: no figures");
    }
  }
}
