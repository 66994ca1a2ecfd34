package dicegate.table;

import dicegate.table.log.Entry;
import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableId;
import dicegate.table.log.TableRoll;
import dicegate.wire.json.ClientRequestId;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerFrame;
import dicegate.wire.json.ServerFrame.Keys;
import dicegate.wire.json.ServerFrame.Person;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the part of the log that a member may see as frames. Thread-safe. */
record TableFrames(JsonCodec json) {

  /** The frames of one entry, each written at most once for all members. Confined to one thread. */
  final class Rolled {
    private final String epoch;
    private final Entry entry;
    private @Nullable String value;
    private @Nullable String stub;

    private Rolled(String epoch, Entry entry) {
      this.epoch = epoch;
      this.entry = entry;
    }

    /** Returns the frame that a member is sent; null if the member may not see the entry. */
    @Nullable String frameFor(Member viewer) {
      TableRoll roll = entry.roll();
      return switch (roll.to().visibility(viewer, roll.by())) {
        case FULL -> value();
        case STUB -> stub();
        case NOTHING -> null;
      };
    }

    private String value() {
      String written = value;
      if (written == null) {
        written = rolled(epoch, entry, false, false);
        value = written;
      }
      return written;
    }

    private String stub() {
      String written = stub;
      if (written == null) {
        written = rolled(epoch, entry, true, false);
        stub = written;
      }
      return written;
    }
  }

  Rolled of(String epoch, Entry entry) {
    return new Rolled(epoch, entry);
  }

  /**
   * Returns the frames of the entries that a member may see.
   *
   * @param missed whether they are marked as missed
   */
  List<String> history(String epoch, List<Entry> entries, Member viewer, boolean missed) {
    List<String> history = new ArrayList<>();
    for (Entry entry : entries) {
      TableRoll roll = entry.roll();
      switch (roll.to().visibility(viewer, roll.by())) {
        case FULL -> history.add(rolled(epoch, entry, false, missed));
        case STUB -> history.add(rolled(epoch, entry, true, missed));
        case NOTHING -> {}
      }
    }
    return history;
  }

  /** Writes {@code joined}, for a member who has just joined or whose table was reset. */
  String joined(
      @Nullable ClientRequestId id,
      TableId table,
      JoinCredentials credentials,
      List<Member> members,
      StreamPosition position,
      boolean resumed,
      List<String> history) {
    TableKey key = credentials.key();
    Keys keys =
        new Keys(
            key.forRole(Role.GM).map(TableKey::text).orElse(null),
            key.forRole(Role.PLAYER).map(TableKey::text).orElse(null),
            key.forRole(Role.WATCHER).orElseThrow().text());
    return json.joined(
        ServerFrame.Joined.of(
            id,
            table.text(),
            person(credentials.member()),
            credentials.token(),
            keys,
            persons(members),
            position.text(),
            resumed),
        history);
  }

  String presence(List<Member> members) {
    return json.presence(persons(members));
  }

  private String rolled(String epoch, Entry entry, boolean hidden, boolean missed) {
    TableRoll roll = entry.roll();
    return json.rolled(
        new ServerFrame.Rolled(
            "rolled",
            entry.offset(),
            new StreamPosition(epoch, entry.offset(), entry.tag()).text(),
            person(roll.by()),
            roll.to().code(),
            roll.label().isEmpty() ? null : roll.label(),
            roll.atMillis(),
            roll.reveals() == 0 ? null : Long.valueOf(roll.reveals()),
            hidden ? Boolean.TRUE : null,
            missed ? Boolean.TRUE : null),
        hidden ? null : roll.roll());
  }

  private static List<Person> persons(List<Member> members) {
    return members.stream().map(TableFrames::person).toList();
  }

  private static Person person(Member member) {
    return new Person(member.id(), member.name(), member.colour(), member.role().code());
  }
}
