package dicegate.chaos.address;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the scripts of the page as a browser does: those that it names, and what they import. */
final class PageScripts {
  private static final Pattern SCRIPT = Pattern.compile("[\"']([\\w./-]+\\.js)[\"']");
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MAX_SCRIPTS = 200;

  private PageScripts() {}

  /** Returns the path of the largest script. */
  static String largest(WebClient client) throws IOException, InterruptedException {
    Map<URI, Integer> sizes = new HashMap<>();
    Queue<URI> next = new ArrayDeque<>();
    add(next, client.top(), client.get(client.top(), LIMIT));
    while (!next.isEmpty() && sizes.size() < MAX_SCRIPTS) {
      URI script = next.remove();
      if (!sizes.containsKey(script)) {
        String text = client.get(script, LIMIT);
        sizes.put(script, text.length());
        add(next, script, text);
      }
    }
    return sizes.entrySet().stream()
        .max(Comparator.comparingInt(Map.Entry::getValue))
        .orElseThrow(() -> new IOException("the page names no script"))
        .getKey()
        .getPath();
  }

  private static void add(Queue<URI> found, URI base, String text) {
    Matcher matcher = SCRIPT.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      if (base.getPath().equals("/") || name.startsWith(".")) {
        found.add(base.resolve(name));
      }
    }
  }
}
