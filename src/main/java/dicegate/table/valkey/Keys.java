package dicegate.table.valkey;

import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.TableId;

/** The keys and the channel of one table; the braces put all of them in one slot of a cluster. */
record Keys(TableId table) {

  private static final String PREFIX = "dicegate:{";
  private static final String CHANNEL = "}:bell";

  String meta() {
    return PREFIX + table + "}:meta";
  }

  String rolls() {
    return PREFIX + table + "}:rolls";
  }

  /** Returns the key that reserves the name for the keys of a table that was discarded. */
  String reservation() {
    return PREFIX + table + "}:was";
  }

  String present() {
    return PREFIX + table + "}:who";
  }

  /** Returns the key of the members whose seats are kept. */
  String kept() {
    return PREFIX + table + "}:kept";
  }

  String published(IdempotencyKey key) {
    return PREFIX + table + "}:k:" + key.text();
  }

  /** Returns the channel of the table's notifications. */
  String channel() {
    return PREFIX + table + CHANNEL;
  }
}
