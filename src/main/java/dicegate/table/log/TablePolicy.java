package dicegate.table.log;

import dicegate.text.PlainText;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the GMs of a table have decided: who may join it, in which role and under which name, and
 * how it behaves. Immutable; an act makes another one by {@link PolicyChange}.
 *
 * <p>Every act carries its policy through the store to all nodes, so its size is bounded: those who
 * are there may be listed, and besides them at most {@link #MAX_CHOSEN} members of each kind. The
 * sets are in the order in which they were filled; the oldest elements are dropped.
 *
 * @param verifier the text that the keys of the table are checked against
 * @param title shown in place of the table's name; may be empty
 * @param locked whether nobody but the {@code admitted} and the GMs may join
 * @param namesLocked whether the names in {@code names} belong to their members
 * @param whispersShown whether others see that something was whispered
 * @param to what a roll without an audience has
 * @param roles the roles that a GM gave, by the member's id
 * @param keyless the members who were there when the keys were renewed: they join without a key, in
 *     these roles
 * @param admitted the ids of the members who were there when the table was locked
 * @param names the names of members, while they are locked, by the member's id
 * @param removed the ids of members who had to leave
 * @param banned the {@linkplain Member#origin() origins} from which nobody joins
 * @param webhooks in the order in which they were set; at most {@link #MAX_WEBHOOKS}
 */
public record TablePolicy(
    String verifier,
    String title,
    boolean locked,
    boolean namesLocked,
    boolean whispersShown,
    Audience to,
    Map<String, Role> roles,
    Map<String, Role> keyless,
    Set<String> admitted,
    Map<String, String> names,
    Set<String> removed,
    Set<String> banned,
    List<TableWebhook> webhooks) {

  /** The longest title, in UTF-16 units. */
  public static final int MAX_TITLE_CHARS = PlainText.MAX_LABEL_CHARS;

  /** The most members whom GMs gave a role, removed, or banned. */
  public static final int MAX_CHOSEN = 256;

  /** The most webhooks of a table. */
  public static final int MAX_WEBHOOKS = 4;

  /** The most members who are there: all, the watchers and the kept seats of the largest table. */
  private static final int MAX_THERE = 3 * TableSettings.MAX_MEMBERS;

  /** The approximate memory of an element of a set, in UTF-16 units. */
  private static final int ID_CHARS = Member.ID_CHARS + 8;

  public TablePolicy {
    roles = newest(roles, MAX_CHOSEN);
    keyless = newest(keyless, MAX_THERE);
    admitted = newest(admitted, MAX_THERE);
    names = newest(names, MAX_THERE);
    removed = newest(removed, MAX_CHOSEN);
    banned = newest(banned, MAX_CHOSEN);
    webhooks =
        List.copyOf(webhooks.subList(Math.max(0, webhooks.size() - MAX_WEBHOOKS), webhooks.size()));
  }

  /** Returns the policy of a new table. */
  public static TablePolicy initial(String verifier) {
    return new TablePolicy(
        verifier,
        "",
        false,
        false,
        false,
        Audience.ALL,
        Map.of(),
        Map.of(),
        Set.of(),
        Map.of(),
        Set.of(),
        Set.of(),
        List.of());
  }

  /** Returns whether no act has changed anything yet, except the keys. */
  public boolean isInitial() {
    return equals(initial(verifier));
  }

  /** Returns whether a text is a valid title. */
  public static boolean isTitle(String text) {
    return text.length() <= MAX_TITLE_CHARS && PlainText.is(text);
  }

  /**
   * Returns the role of a member who joins.
   *
   * @param keyed the role of the member's key; empty if the key does not belong to the table
   * @return empty if the member may not join
   */
  public Optional<Role> roleOf(String id, Optional<Role> keyed) {
    Optional<Role> admittedAs = keyed.or(() -> Optional.ofNullable(keyless.get(id)));
    return admittedAs.map(role -> roles.getOrDefault(id, role));
  }

  /** Returns whether a member had to leave, or comes from where a banned one came from. */
  public boolean excludes(Member member) {
    return removed.contains(member.id())
        || (!member.origin().isEmpty() && banned.contains(member.origin()));
  }

  /** Returns whether the lock of the table keeps a member out. */
  public boolean isLockedFor(Member member) {
    return locked && member.role() != Role.GM && !admitted.contains(member.id());
  }

  /**
   * Returns the name that a member has here.
   *
   * @return empty if it is another member's
   */
  public Optional<String> nameOf(Member member) {
    String own = names.get(member.id());
    if (!namesLocked || own != null) {
      return Optional.of(own == null ? member.name() : own);
    }
    String folded = folded(member.name());
    return names.values().stream().anyMatch(name -> folded(name).equals(folded))
        ? Optional.empty()
        : Optional.of(member.name());
  }

  /** Returns a webhook; empty if the table has none with this id. */
  public Optional<TableWebhook> webhook(String id) {
    return webhooks.stream().filter(webhook -> webhook.id().equals(id)).findFirst();
  }

  /** Returns the approximate memory that it takes, in UTF-16 units. */
  public int chars() {
    int ids =
        roles.size()
            + keyless.size()
            + admitted.size()
            + names.size()
            + removed.size()
            + banned.size();
    return verifier.length()
        + title.length()
        + ID_CHARS * ids
        + names.values().stream().mapToInt(String::length).sum()
        + webhooks.stream().mapToInt(TableWebhook::chars).sum();
  }

  /** Returns a name without the differences that readers miss: case, and forms of letters. */
  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
  }

  private static Set<String> newest(Collection<String> ids, int max) {
    LinkedHashSet<String> kept = new LinkedHashSet<>();
    ids.stream().skip(Math.max(0, ids.size() - max)).forEach(kept::add);
    return Collections.unmodifiableSet(kept);
  }

  private static <V> Map<String, V> newest(Map<String, V> byId, int max) {
    Map<String, V> kept = new LinkedHashMap<>();
    byId.entrySet().stream()
        .skip(Math.max(0, byId.size() - max))
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(kept);
  }
}
