package dicegate.table.valkey;

import dicegate.table.log.Attendance;
import dicegate.table.log.BusUnavailableException;
import dicegate.table.log.Entry;
import dicegate.table.log.EntryContent;
import dicegate.table.log.EntryPage;
import dicegate.table.log.Member;
import dicegate.table.log.NoSuchTableException;
import dicegate.table.log.PolicyState;
import dicegate.table.log.StalePolicyException;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableId;
import dicegate.table.log.TableRefusedException;
import dicegate.table.log.TableRefusedException.Reason;
import dicegate.table.log.TableState;
import dicegate.table.log.WebhookLease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the answers of the {@link Script}s: nested lists of text, as the server returns them.
 *
 * <p>A list where text is expected, or the reverse, is a {@link BusUnavailableException}.
 * Thread-safe.
 */
final class ScriptAnswers {

  /** The fields of a table's state, before the one that says whether another was discarded. */
  private static final int STATE_FIELDS = 6;

  private final EntryCodec codec;

  ScriptAnswers(EntryCodec codec) {
    this.codec = codec;
  }

  /**
   * Reads the answer of {@link Script#OPEN}.
   *
   * @throws TableRefusedException if the table was not created
   */
  TableState state(Object answer) {
    List<?> fields = list(answer);
    if (fields.size() == 1) {
      throw new TableRefusedException(
          switch (text(fields.get(0))) {
            case "owner" -> Reason.TABLES_OF_OWNER;
            case "memory" -> Reason.MEMORY;
            default -> Reason.TABLES;
          });
    }
    return new TableState(
        text(fields.get(0)),
        Long.parseLong(text(fields.get(2))),
        text(fields.get(3)),
        rules(text(fields.get(1)), text(fields.get(4)), text(fields.get(5))));
  }

  /** Reads the answer of {@link Script#FIND}; empty if there is no such table. */
  Optional<TableState> found(Object answer) {
    return list(answer).isEmpty() ? Optional.empty() : Optional.of(state(answer));
  }

  /** Returns whether {@link Script#OPEN} discarded another table to make room. */
  boolean hasEvicted(Object answer) {
    List<?> fields = list(answer);
    return fields.size() > STATE_FIELDS && text(fields.get(STATE_FIELDS)).equals("1");
  }

  /** Reads the answer of {@link Script#PRESENT}. */
  Attendance attendance(Object answer) {
    List<?> fields = list(answer);
    List<Member> members = new ArrayList<>();
    list(fields.get(0)).forEach(report -> members.addAll(codec.readMembers(text(report))));
    Set<String> kept = new HashSet<>();
    list(fields.get(1)).forEach(id -> kept.add(text(id)));
    return new Attendance(members, kept);
  }

  /**
   * Reads the answer of {@link Script#PUBLISH}.
   *
   * @param tag the tag of the entry, if this call made it
   * @param content of the entry, if this call made it
   * @return the entry that has the idempotency key; empty if the history no longer contains it
   * @throws TableRefusedException if the entry is longer than may be stored now
   * @throws StalePolicyException if it is an act that is based on another policy
   * @throws NoSuchTableException if the table is lost
   */
  Optional<Entry> published(TableId table, Object answer, String tag, EntryContent content) {
    List<?> fields = list(answer);
    return switch (text(fields.get(0))) {
      case "made" -> Optional.of(new Entry(Long.parseLong(text(fields.get(1))), tag, content));
      case "known" ->
          Optional.of(
              codec.read(
                  Long.parseLong(text(fields.get(1))), text(fields.get(2)), text(fields.get(3))));
      case "gone" -> Optional.empty();
      case "stale" ->
          throw new StalePolicyException(
              rules(text(fields.get(1)), text(fields.get(2)), text(fields.get(3))));
      case "large" -> throw new TableRefusedException(Reason.MEMORY);
      case "hooks" -> throw new TableRefusedException(Reason.WEBHOOKS);
      default -> throw new NoSuchTableException(table);
    };
  }

  /** Reads the answer of {@link Script#WEBHOOK_TABLES}; names that are not valid are skipped. */
  Set<TableId> tables(Object answer) {
    Set<TableId> tables = new HashSet<>();
    list(answer).forEach(name -> TableId.parse(text(name)).ifPresent(tables::add));
    return tables;
  }

  /** Reads the answer of {@link Script#LEASE}; empty if the lease is not this node's. */
  Optional<WebhookLease> lease(Object answer) {
    List<?> fields = list(answer);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Map<String, StreamPosition> cursors = new HashMap<>();
    for (int i = 3; i + 1 < fields.size(); i += 2) {
      String id = text(fields.get(i));
      StreamPosition.parse(text(fields.get(i + 1)))
          .ifPresent(position -> cursors.put(id, position));
    }
    return Optional.of(
        new WebhookLease(
            text(fields.get(0)),
            Long.parseLong(text(fields.get(1))),
            Long.parseLong(text(fields.get(2))),
            cursors));
  }

  /** Reads the answer of {@link Script#READ} or {@link Script#NEWEST}, in the server's order. */
  EntryPage page(Object answer) {
    List<?> fields = list(answer);
    List<Entry> entries = new ArrayList<>();
    for (Object one : list(fields.get(1))) {
      entries.add(entry(list(one)));
    }
    return new EntryPage(text(fields.get(0)), entries, text(fields.get(2)).equals("1"));
  }

  /** Reads an entry of a stream: its id {@code offset-0}, and the list of its names and values. */
  private Entry entry(List<?> idAndFields) {
    String id = text(idAndFields.get(0));
    List<?> namesAndValues = list(idAndFields.get(1));
    return codec.read(
        Long.parseLong(id.substring(0, id.indexOf('-'))),
        text(namesAndValues.get(1)),
        text(namesAndValues.get(3)));
  }

  private PolicyState rules(String verifier, String policy, String at) {
    return new PolicyState(codec.policy(verifier, policy), Long.parseLong(at));
  }

  private static List<?> list(Object answer) {
    if (answer instanceof List<?> list) {
      return list;
    }
    throw unexpected();
  }

  private static String text(Object answer) {
    if (answer instanceof String text) {
      return text;
    }
    throw unexpected();
  }

  private static BusUnavailableException unexpected() {
    return new BusUnavailableException("unexpected form of a script's answer");
  }
}
