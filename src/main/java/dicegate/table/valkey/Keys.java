package dicegate.table.valkey;

import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.TableId;

/** The names under which a table is kept; all in one slot of a cluster, by the braces. */
record Keys(TableId table) {

  private static final String PREFIX = "dicegate:{";
  private static final String CHANNEL = "}:bell";

  String meta() {
    return PREFIX + table + "}:meta";
  }

  String rolls() {
    return PREFIX + table + "}:rolls";
  }

  String who() {
    return PREFIX + table + "}:who";
  }

  String published(IdempotencyKey key) {
    return PREFIX + table + "}:k:" + key.text();
  }

  /** Returns the channel where the table's rings come. */
  String bell() {
    return PREFIX + table + CHANNEL;
  }
}
