package dicegate.bench;

import dicegate.bench.SoakClient.Part;
import dicegate.harness.ReadyKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * All connections of the soak: permanent ones, which take turns at a fixed rate, and brief ones.
 * Confined to one thread.
 */
final class SoakClients implements AutoCloseable {

  /** Tables, each with a host. */
  static final int TABLES = 20;

  private static final int BARE = 20;
  private static final int ROLLS = 20;
  private static final int ODDS = 5;
  private static final int GUESTS = 40;
  private static final int BRIEF_A_SECOND = 10;
  private static final long POLL_MILLIS = 1;

  private final InetSocketAddress address;
  private final SoakTally tally;
  private final Selector selector;
  private final ReadyKeys keys;
  private final SoakTables tables = new SoakTables();
  private final List<SoakClient> permanent = new ArrayList<>();
  private final List<SoakClient> brief = new ArrayList<>();
  private final long turnNanos;
  private int turns;
  private int briefs;

  /** Begins to connect the permanent clients. */
  SoakClients(int port, int rate, SoakTally tally) throws IOException {
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.tally = tally;
    this.selector = Selector.open();
    this.keys =
        new ReadyKeys(selector, POLL_MILLIS, key -> ((SoakClient) key.attachment()).ready());
    this.turnNanos = TimeUnit.SECONDS.toNanos(1) / rate;
    add(Part.BARE, BARE);
    add(Part.ROLLS, ROLLS);
    add(Part.ODDS, ODDS);
    add(Part.HOST, TABLES);
    add(Part.GUEST, GUESTS);
  }

  /** Returns a description of the load, for the report. */
  static String describe() {
    return "%d connections bare, %d in JSON, %d asking for odds, %d hosts of tables and %d guests that move between tables; %d more a second connect, roll once and leave"
        .formatted(BARE, ROLLS, ODDS, TABLES, GUESTS, BRIEF_A_SECOND);
  }

  /**
   * Takes turns until {@code end} is true.
   *
   * @throws IOException if an answer is wrong, or a connection ends too early
   */
  void run(BooleanSupplier end) throws IOException {
    long startNanos = System.nanoTime();
    long briefNanos = TimeUnit.SECONDS.toNanos(1) / BRIEF_A_SECOND;
    while (!end.getAsBoolean()) {
      long now = System.nanoTime();
      while (now - startNanos >= turns * turnNanos) {
        if (!permanent.get(turns % permanent.size()).turn(startNanos + turns * turnNanos)) {
          tally.skipped();
        }
        turns++;
      }
      if (now - startNanos >= briefs * briefNanos) {
        brief.add(client(Part.BRIEF, briefs));
        tally.opened();
        briefs++;
      }
      for (SoakClient one : brief) {
        // Rolls once it is open, and only once.
        one.turn(now);
      }
      keys.poll();
      brief.removeIf(SoakClient::hasEnded);
    }
  }

  @Override
  public void close() throws IOException {
    for (SoakClient one : permanent) {
      one.abort();
    }
    for (SoakClient one : brief) {
      one.abort();
    }
    selector.close();
  }

  private void add(Part part, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      permanent.add(client(part, i));
    }
  }

  private SoakClient client(Part part, int number) throws IOException {
    return new SoakClient(selector, address, part, number, tables, tally);
  }
}
