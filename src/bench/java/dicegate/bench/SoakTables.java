package dicegate.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the tables, which hosts are told and guests need. Confined to the clients' thread.
 */
final class SoakTables {

  private static final Pattern KEY = Pattern.compile("\"player\":\"([^\"]+)\"");

  private final Map<String, String> keys = new HashMap<>();

  /** Returns the key of a table; null if nobody sits there yet. */
  @Nullable String key(String table) {
    return keys.get(table);
  }

  /** Takes the key from the message that says one has sat down. */
  void joined(String table, String message) {
    Matcher matcher = KEY.matcher(message);
    if (matcher.find()) {
      keys.putIfAbsent(table, matcher.group(1));
    }
  }
}
