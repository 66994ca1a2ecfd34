package dicegate.chaos.address;

import dicegate.harness.FirstAnswer;
import dicegate.harness.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Players who come during an attack: each opens a WebSocket, rolls, and loads the page. */
final class Newcomers {
  static final String ADDRESS = "127.0.0.4";

  /** Within this they are to have rolled, and to have the page. */
  static final Duration AIM = Duration.ofSeconds(1);

  /** A newcomer who was not served within this was refused. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final int port;
  private final WebClient page;
  private final List<String> faults = new ArrayList<>();
  private int visits;
  private Duration worstRoll = Duration.ZERO;
  private Duration worstPage = Duration.ZERO;

  Newcomers(int port) {
    this.port = port;
    this.page = new WebClient(ADDRESS, port);
  }

  /** Lets one come; returns whether it was served. */
  boolean visit() throws InterruptedException {
    visits++;
    try {
      long begin = System.nanoTime();
      String answer = FirstAnswer.over(Route.loopback(ADDRESS, port), "/ws", "3d6", LIMIT);
      worstRoll = longer(worstRoll, begin);
      if (!answer.startsWith("[")) {
        throw new IOException("the roll is answered " + answer);
      }
      begin = System.nanoTime();
      page.get(page.top(), LIMIT);
      worstPage = longer(worstPage, begin);
      return true;
    } catch (IOException e) {
      faults.add(e.getClass().getSimpleName() + " " + e.getMessage());
      return false;
    }
  }

  /** Returns why newcomers were not served. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** Returns the longest wait of those who were served. */
  Duration worst() {
    return worstRoll.compareTo(worstPage) > 0 ? worstRoll : worstPage;
  }

  @Override
  public String toString() {
    return "%d of %d served, worst roll %d ms, worst page %d ms"
        .formatted(visits - faults.size(), visits, worstRoll.toMillis(), worstPage.toMillis());
  }

  private static Duration longer(Duration worst, long beginNanos) {
    Duration taken = Duration.ofNanos(System.nanoTime() - beginNanos);
    return taken.compareTo(worst) > 0 ? taken : worst;
  }
}
