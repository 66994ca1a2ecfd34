package dicegate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Tables whose members all roll, one roll in flight each. Confined to one thread. */
final class TableLoad implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final long POLL_MILLIS = 20;

  private final Selector selector;
  private final List<List<TableMember>> tables = new ArrayList<>();
  private final Consumer<SelectionKey> onReady = this::ready;
  private boolean asking;

  private TableLoad(Selector selector) {
    this.selector = selector;
  }

  /**
   * Opens new tables, and waits until all members have joined.
   *
   * @param name the prefix of the tables' names, not used before at this server
   */
  static TableLoad open(int port, String name, int tables, int members) throws IOException {
    TableLoad load = new TableLoad(Selector.open());
    try {
      load.join(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), name, tables, members);
      return load;
    } catch (IOException | RuntimeException e) {
      load.close();
      throw e;
    }
  }

  /** Keeps a roll of every member in flight for a time. */
  void run(Duration time) throws IOException {
    if (!asking) {
      asking = true;
      for (TableMember member : members()) {
        member.roll();
      }
    }
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < time.toNanos()) {
      poll();
    }
  }

  /** Ends the rolls, and checks that every roll arrived at every member of its table. */
  void drain() throws IOException {
    asking = false;
    for (List<TableMember> table : tables) {
      pollUntil(() -> table.stream().noneMatch(TableMember::isWaiting), "results");
      long rolls = table.stream().mapToLong(TableMember::results).sum();
      pollUntil(() -> table.stream().allMatch(one -> one.frames() == rolls), "rolls at a table");
    }
  }

  /** Returns the number of rolls that were answered. */
  long rolls() {
    return members().stream().mapToLong(TableMember::results).sum();
  }

  /** Returns the number of rolls delivered, each counted once for each member. */
  long frames() {
    return members().stream().mapToLong(TableMember::frames).sum();
  }

  @Override
  public void close() throws IOException {
    for (TableMember member : members()) {
      member.abort();
    }
    selector.close();
  }

  private void join(InetSocketAddress address, String name, int count, int members)
      throws IOException {
    for (int table = 0; table < count; table++) {
      List<TableMember> company = new ArrayList<>();
      tables.add(company);
      for (int member = 0; member < members; member++) {
        company.add(new TableMember(selector, address, name + "-" + table));
      }
      awaitAll(company, TableMember::isGreeted, "hello");
      TableMember host = company.get(0);
      host.join("");
      pollUntil(host::isJoined, "joined");
      for (TableMember guest : company.subList(1, members)) {
        guest.join(host.key());
      }
      awaitAll(company, TableMember::isJoined, "joined");
    }
  }

  private List<TableMember> members() {
    return tables.stream().flatMap(List::stream).toList();
  }

  private void awaitAll(List<TableMember> company, Predicate<TableMember> state, String what)
      throws IOException {
    pollUntil(() -> company.stream().allMatch(state), what);
  }

  private void pollUntil(BooleanSupplier done, String what) throws IOException {
    long begin = System.nanoTime();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - begin > TIMEOUT.toNanos()) {
        throw new IOException("no " + what + " within " + TIMEOUT.toSeconds() + " s");
      }
      poll();
    }
  }

  private void poll() throws IOException {
    try {
      selector.select(onReady, POLL_MILLIS);
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void ready(SelectionKey key) {
    try {
      ((TableMember) key.attachment()).ready(asking);
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }
}
