package dicegate.table.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an act makes of a policy. Confined to one thread, and used for one act.
 *
 * <p>Those who are there count as known: a lock, and a renewal of the keys, let them come back.
 */
public final class PolicyChange {

  private final TablePolicy before;
  private final Attendance there;
  private String verifier;
  private String title;
  private boolean locked;
  private boolean namesLocked;
  private boolean whispersShown;
  private Audience to;
  private final Map<String, Role> roles;
  private final Map<String, Role> keyless;
  private final Set<String> admitted;
  private final Map<String, String> names;
  private final Set<String> removed;
  private final Set<String> banned;
  private final List<TableWebhook> webhooks;

  private PolicyChange(TablePolicy before, Attendance there) {
    this.before = before;
    this.there = there;
    verifier = before.verifier();
    title = before.title();
    locked = before.locked();
    namesLocked = before.namesLocked();
    whispersShown = before.whispersShown();
    to = before.to();
    roles = new LinkedHashMap<>(before.roles());
    keyless = new LinkedHashMap<>(before.keyless());
    admitted = new LinkedHashSet<>(before.admitted());
    names = new LinkedHashMap<>(before.names());
    removed = new LinkedHashSet<>(before.removed());
    banned = new LinkedHashSet<>(before.banned());
    webhooks = new ArrayList<>(before.webhooks());
  }

  /**
   * Returns the policy after an act.
   *
   * @param before the policy before it
   * @param there who is at the table
   * @param by the acting GM
   * @param act what is done, checked
   * @param newVerifier the verifier of the new keys, for {@link ActKind#RENEW_KEYS}
   * @param added for {@link ActKind#WEBHOOK}; else null
   */
  public static TablePolicy apply(
      TablePolicy before,
      Attendance there,
      Member by,
      Moderation act,
      String newVerifier,
      @Nullable TableWebhook added) {
    PolicyChange change = new PolicyChange(before, there);
    change.apply(by, act, newVerifier);
    if (added != null) {
      change.removeWebhook(added.id());
      change.webhooks.add(added);
    }
    return change.result();
  }

  /** Returns the policy without a webhook. */
  public static TablePolicy withoutWebhook(TablePolicy before, String id) {
    PolicyChange change = new PolicyChange(before, new Attendance(List.of(), Set.of()));
    change.removeWebhook(id);
    return change.result();
  }

  private void apply(Member by, Moderation act, String newVerifier) {
    switch (act.kind()) {
      case REMOVE -> remove(act.member());
      case BAN -> {
        remove(act.member());
        there.members().stream()
            .filter(member -> member.id().equals(act.member()))
            .map(Member::origin)
            .filter(origin -> !origin.isEmpty())
            .forEach(banned::add);
      }
      case LOCK -> {
        locked = act.isOn();
        admitted.clear();
        if (locked) {
          there.members().forEach(member -> admitted.add(member.id()));
          admitted.addAll(there.kept());
        }
      }
      case LOCK_NAMES -> {
        namesLocked = act.isOn();
        names.clear();
        if (namesLocked) {
          there.members().forEach(member -> names.put(member.id(), member.name()));
        }
      }
      case SHOW_WHISPERS -> whispersShown = act.isOn();
      case AUDIENCE -> to = Audience.chosen(act.value()).orElse(Audience.ALL);
      case TITLE -> title = act.value();
      case ROLE -> give(act.member(), Role.find(act.value()).orElse(Role.PLAYER));
      case HAND_ON -> {
        give(act.member(), Role.GM);
        give(by.id(), Role.PLAYER);
      }
      case WEBHOOK_OFF -> removeWebhook(act.value());
      case CLEAR, WEBHOOK -> {}
      case RENEW_KEYS -> {
        verifier = newVerifier;
        // Whoever is not there now stops, as with the old keys.
        keyless.clear();
        admitWithoutKey(there.kept(), Role.PLAYER);
        there.members().forEach(member -> keyless.put(member.id(), member.role()));
      }
    }
  }

  private void removeWebhook(String id) {
    webhooks.removeIf(webhook -> webhook.id().equals(id));
  }

  private void remove(String id) {
    removed.add(id);
    roles.remove(id);
    keyless.remove(id);
    admitted.remove(id);
    names.remove(id);
  }

  private void give(String id, Role role) {
    // The last one given is the newest.
    roles.remove(id);
    roles.put(id, role);
  }

  private void admitWithoutKey(Collection<String> ids, Role role) {
    ids.forEach(id -> keyless.put(id, before.roles().getOrDefault(id, role)));
  }

  private TablePolicy result() {
    return new TablePolicy(
        verifier,
        title,
        locked,
        namesLocked,
        whispersShown,
        to,
        roles,
        keyless,
        admitted,
        names,
        removed,
        banned,
        webhooks);
  }
}
