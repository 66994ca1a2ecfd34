package dicegate.table;

import dicegate.table.log.ActKind;
import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.Audience.Visibility;
import dicegate.table.log.Entry;
import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableAct;
import dicegate.table.log.TableId;
import dicegate.table.log.TablePolicy;
import dicegate.table.log.TableProof;
import dicegate.table.log.TableRoll;
import dicegate.table.log.TableWebhook;
import dicegate.table.log.WebhookNotice;
import dicegate.verify.RollProof;
import dicegate.wire.json.ClientRequestId;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerFrame;
import dicegate.wire.json.ServerFrame.DiceProof;
import dicegate.wire.json.ServerFrame.Keys;
import dicegate.wire.json.ServerFrame.Person;
import dicegate.wire.json.ServerFrame.RollOrigin;
import dicegate.wire.json.ServerFrame.Rules;
import dicegate.wire.json.ServerFrame.SeriesState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the part of the log that a member may see as frames. Thread-safe. */
record TableFrames(JsonCodec json) {

  /** Who may see nothing that is not for all; its id is nobody's. */
  private static final Member ANY_WATCHER = new Member("", "", "", "", Role.WATCHER);

  /** What an entry is written with, beside what all are. */
  enum Detail {
    /** Nothing. */
    USUAL,
    /** The mark that the receiver missed it. */
    MISSED,
    /** The whole proof of its dice. */
    PROVEN
  }

  /** The frames of one entry, each written at most once for all members. Confined to one thread. */
  final class EntryFrames {
    private final String epoch;
    private final Entry entry;
    private final boolean whispersShown;
    private @Nullable String value;
    private @Nullable String stub;
    private @Nullable String ownStub;

    private EntryFrames(String epoch, Entry entry, boolean whispersShown) {
      this.epoch = epoch;
      this.entry = entry;
      this.whispersShown = whispersShown;
    }

    /** Returns the frame that a member is sent; null if the member may not see the entry. */
    @Nullable String frameFor(Member viewer) {
      return switch (visibility(entry, viewer, whispersShown)) {
        case FULL -> value();
        case STUB -> isRoller(entry, viewer) ? ownStub() : stub();
        case NOTHING -> null;
      };
    }

    private String ownStub() {
      String written = ownStub;
      if (written == null) {
        written = frame(epoch, entry, Visibility.STUB, true, Detail.USUAL);
        ownStub = written;
      }
      return written;
    }

    private String value() {
      String written = value;
      if (written == null) {
        written = frame(epoch, entry, Visibility.FULL, false, Detail.USUAL);
        value = written;
      }
      return written;
    }

    private String stub() {
      String written = stub;
      if (written == null) {
        written = frame(epoch, entry, Visibility.STUB, false, Detail.USUAL);
        stub = written;
      }
      return written;
    }
  }

  /**
   * Returns the frames of one entry.
   *
   * @param whispersShown whether others see that something was whispered
   */
  EntryFrames of(String epoch, Entry entry, boolean whispersShown) {
    return new EntryFrames(epoch, entry, whispersShown);
  }

  /**
   * Returns the frames of the entries that a member may see.
   *
   * @param whispersShown whether others see that something was whispered
   * @param detail what they are written with
   */
  List<String> history(
      String epoch, List<Entry> entries, Member viewer, boolean whispersShown, Detail detail) {
    List<String> history = new ArrayList<>();
    for (Entry entry : entries) {
      Visibility visibility = visibility(entry, viewer, whispersShown);
      if (visibility != Visibility.NOTHING) {
        history.add(frame(epoch, entry, visibility, isRoller(entry, viewer), detail));
      }
    }
    return history;
  }

  /**
   * Writes {@code joined}, for a member who has just joined, has another role now, or whose table
   * was reset.
   *
   * @param policy of the table
   */
  String joined(
      @Nullable ClientRequestId id,
      TableId table,
      Seat seat,
      List<Member> members,
      TablePolicy policy,
      StreamPosition position,
      boolean resumed,
      List<String> history) {
    return json.joined(
        ServerFrame.Joined.of(
            id,
            table.text(),
            person(seat.member()),
            seat.credentials().token(),
            keys(seat, policy),
            persons(members),
            rules(policy, seat.member().role()),
            position.text(),
            resumed,
            series(seat)),
        history);
  }

  /** Writes {@code removed}; see {@link ServerFrame.Removed}. */
  String removed(TableAct act) {
    return json.removed(person(act.by()), act.value(), act.kind() == ActKind.BAN);
  }

  /** Writes {@code removed} for a member of whose removal only the result is known. */
  String removed() {
    return json.removed(null, "", false);
  }

  String presence(List<Member> members) {
    return json.presence(persons(members));
  }

  /** Returns the name of an act in messages, where a ban is a removal with a further member. */
  static String nameOf(ActKind kind) {
    return (kind == ActKind.BAN ? ActKind.REMOVE : kind).code();
  }

  /** Returns the keys that a key gives, for roles up to a strongest one. */
  static Keys keys(TableKey key, Role strongest) {
    return new Keys(
        text(key, Role.GM, strongest),
        text(key, Role.PLAYER, strongest),
        text(key, Role.WATCHER, strongest));
  }

  private static Keys keys(Seat seat, TablePolicy policy) {
    TableKey key = seat.credentials().key();
    // A key of before the last renewal admits nobody.
    return key.verifier().equals(policy.verifier())
        ? keys(key, seat.member().role())
        : new Keys(null, null, null);
  }

  private static @Nullable String text(TableKey key, Role role, Role strongest) {
    return role.strength() > strongest.strength()
        ? null
        : key.forRole(role).map(TableKey::text).orElse(null);
  }

  private static Rules rules(TablePolicy policy, Role viewer) {
    boolean shown = viewer == Role.GM && !policy.webhooks().isEmpty();
    return new Rules(
        policy.title().isEmpty() ? null : policy.title(),
        trueOrNull(policy.locked()),
        trueOrNull(policy.namesLocked()),
        trueOrNull(policy.whispersShown()),
        policy.to() == Audience.ALL ? null : policy.to().code(),
        shown ? policy.webhooks().stream().map(TableFrames::webhook).toList() : null);
  }

  private static ServerFrame.Webhook webhook(TableWebhook webhook) {
    return new ServerFrame.Webhook(
        webhook.id(), webhook.host(), webhook.shape(), person(webhook.by()), webhook.atMillis());
  }

  /** Returns whether everybody at a table may see an entry, watchers included. */
  static boolean isForAll(Entry entry) {
    return visibility(entry, ANY_WATCHER, false) == Visibility.FULL;
  }

  /** Writes an entry as every member is sent it. */
  String frameForAll(String epoch, Entry entry) {
    return frame(epoch, entry, Visibility.FULL, false, Detail.USUAL);
  }

  private static boolean isRoller(Entry entry, Member viewer) {
    return entry.content() instanceof TableRoll roll && roll.by().id().equals(viewer.id());
  }

  private static Visibility visibility(Entry entry, Member viewer, boolean whispersShown) {
    return entry.content() instanceof TableRoll roll
        ? roll.to().visibility(viewer, roll.by(), whispersShown)
        : Visibility.FULL;
  }

  /**
   * Returns the whole proof of a roll; empty if a member does not see all of it, or it has none.
   */
  Optional<ServerFrame.DiceProof> proof(Entry entry, Member viewer) {
    return entry.content() instanceof TableRoll roll
            && roll.proof() != null
            && roll.proof().isSeeded()
            && visibility(entry, viewer, false) == Visibility.FULL
        ? Optional.of(proven(roll.proof()))
        : Optional.empty();
  }

  /**
   * Writes an entry.
   *
   * @param own whether it is for the roller: a frame without the result then has the expression
   */
  private String frame(
      String epoch, Entry entry, Visibility visibility, boolean own, Detail detail) {
    String position = new StreamPosition(epoch, entry.offset(), entry.tag()).text();
    return entry.content() instanceof TableAct act
        ? acted(entry.offset(), position, act, detail == Detail.MISSED)
        : rolled(entry.offset(), position, entry.roll(), visibility, own, detail);
  }

  private String rolled(
      long offset,
      String position,
      TableRoll roll,
      Visibility visibility,
      boolean own,
      Detail detail) {
    boolean hidden = visibility == Visibility.STUB;
    Addressees to = roll.to();
    // Whoever may not see a whisper is told neither to whom it was nor what it was for.
    boolean secret = hidden && to.isWhisper();
    return json.rolled(
        new ServerFrame.Rolled(
            "rolled",
            offset,
            position,
            person(roll.by()),
            to.audience().code(),
            to.isWhisper() && !secret ? to.members().stream().sorted().toList() : null,
            roll.label().isEmpty() || secret ? null : roll.label(),
            hidden && own ? textOrNull(json.rollExpression(roll.roll())) : null,
            roll.atMillis(),
            roll.reveals() == 0 ? null : Long.valueOf(roll.reveals()),
            trueOrNull(hidden),
            trueOrNull(detail == Detail.MISSED),
            origin(roll, hidden, detail)),
        hidden ? null : roll.roll());
  }

  private static RollOrigin origin(TableRoll roll, boolean hidden, Detail detail) {
    TableProof proof = roll.proof();
    if (proof == null) {
      return RollOrigin.NONE;
    }
    if (!proof.isSeeded()) {
      return RollOrigin.unseeded(proof.engine());
    }
    if (hidden) {
      // Of a whisper the number would tell how often its roller rolls unseen.
      return roll.to().isWhisper()
          ? RollOrigin.NONE
          : RollOrigin.of(DiceProof.of(proof.root(), proof.index()));
    }
    return RollOrigin.of(detail == Detail.PROVEN ? proven(proof) : told(proof));
  }

  /** Returns the part of a proof that is told with the roll. */
  static DiceProof told(TableProof proof) {
    return new DiceProof(
        proof.root(),
        proof.index(),
        listOrNull(proof.unused()),
        listOrNull(proof.hidden()),
        null,
        null,
        null,
        null);
  }

  private static DiceProof proven(TableProof proof) {
    RollProof whole = proof.proof();
    return SeriesFrames.proof(
        whole, listOrNull(proof.unused()), listOrNull(proof.hidden()), whole.expression());
  }

  private static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable List<Integer> listOrNull(List<Integer> numbers) {
    return numbers.isEmpty() ? null : numbers;
  }

  private static @Nullable SeriesState series(Seat seat) {
    if (seat.member().role() == Role.WATCHER) {
      return null;
    }
    return SeriesFrames.series(seat.credentials().series().stateWithNext());
  }

  private String acted(long offset, String position, TableAct act, boolean missed) {
    ActKind kind = act.kind();
    boolean isSwitch =
        kind == ActKind.LOCK || kind == ActKind.LOCK_NAMES || kind == ActKind.SHOW_WHISPERS;
    Member target = act.target();
    boolean aboutWebhook = kind == ActKind.WEBHOOK || kind == ActKind.WEBHOOK_OFF;
    WebhookNotice notice = WebhookNotice.parse(aboutWebhook ? act.value() : "");
    String reason = kind.isRemoval() ? act.value() : notice.reason();
    return json.acted(
        new ServerFrame.Acted(
            "acted",
            offset,
            position,
            person(act.by()),
            act.atMillis(),
            nameOf(kind),
            target == null ? null : person(target),
            trueOrNull(kind == ActKind.BAN),
            reason.isEmpty() ? null : reason,
            isSwitch ? Boolean.valueOf(act.isOn()) : null,
            kind == ActKind.AUDIENCE ? act.value() : null,
            kind == ActKind.TITLE ? act.value() : null,
            kind == ActKind.ROLE ? act.value() : null,
            aboutWebhook
                ? new ServerFrame.NamedWebhook(notice.id(), notice.host(), notice.shape())
                : null,
            trueOrNull(missed)));
  }

  private static @Nullable Boolean trueOrNull(boolean value) {
    return value ? Boolean.TRUE : null;
  }

  private static List<Person> persons(List<Member> members) {
    return members.stream().map(TableFrames::personWithRoots).toList();
  }

  private static Person personWithRoots(Member member) {
    return person(member, member.roots().isEmpty() ? null : member.roots());
  }

  private static Person person(Member member) {
    return person(member, null);
  }

  private static Person person(Member member, @Nullable List<String> roots) {
    return new Person(
        member.id(),
        member.name(),
        member.colour(),
        member.theme().isEmpty() ? null : member.theme(),
        member.role().code(),
        roots);
  }
}
