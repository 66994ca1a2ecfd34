package dicegate.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The player keys of the tables: hosts receive them, guests need them. Confined to the clients'
 * thread.
 */
final class SoakTables {

  private static final Pattern KEY = Pattern.compile("\"player\":\"([^\"]+)\"");

  private final Map<String, String> keys = new HashMap<>();

  /** Returns the key of a table; null if nobody has joined it yet. */
  @Nullable String key(String table) {
    return keys.get(table);
  }

  /** Keeps the key that is in a {@code joined} message. */
  void joined(String table, String message) {
    Matcher matcher = KEY.matcher(message);
    if (matcher.find()) {
      keys.putIfAbsent(table, matcher.group(1));
    }
  }
}
