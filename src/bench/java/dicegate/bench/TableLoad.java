package dicegate.bench;

import dicegate.harness.ReadyKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Tables whose members all roll, one roll in flight each. Confined to one thread. */
final class TableLoad implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final long POLL_MILLIS = 20;

  private final Selector selector;
  private final List<List<TableMember>> tables = new ArrayList<>();
  private final ReadyKeys keys;
  private boolean asking;

  private TableLoad(Selector selector) {
    this.selector = selector;
    this.keys =
        new ReadyKeys(selector, POLL_MILLIS, key -> ((TableMember) key.attachment()).ready(asking));
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
      keys.poll();
    }
  }

  /** Ends the rolls, and checks that every roll arrived at every member of its table. */
  void drain() throws IOException {
    asking = false;
    for (List<TableMember> table : tables) {
      keys.pollUntil(() -> table.stream().noneMatch(TableMember::isWaiting), TIMEOUT, "results");
      long rolls = table.stream().mapToLong(TableMember::results).sum();
      keys.pollUntil(
          () -> table.stream().allMatch(one -> one.frames() == rolls), TIMEOUT, "rolls at a table");
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
      keys.pollUntil(host::isJoined, TIMEOUT, "joined");
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
    keys.pollUntil(() -> company.stream().allMatch(state), TIMEOUT, what);
  }
}
