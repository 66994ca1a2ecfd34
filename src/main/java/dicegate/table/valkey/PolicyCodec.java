package dicegate.table.valkey;

import dicegate.table.log.ActKind;
import dicegate.table.log.Audience;
import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.table.log.TablePolicy;
import dicegate.table.log.TableWebhook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Policies as text: a line for each setting and each member, its fields separated by tabulators,
 * since no field contains a control character. Lines of unknown names and further fields of a line
 * are skipped, and missing ones are as in a new policy, so that nodes of different versions read
 * each other's. Stateless.
 */
final class PolicyCodec {

  private static final String LINE = "\n";
  private static final String FIELD = "\t";

  /** The index of the theme of the GM who set a webhook, which may be missing. */
  private static final int THEME_FIELD = 12;

  private PolicyCodec() {}

  static String write(TablePolicy policy) {
    StringJoiner lines = new StringJoiner(LINE);
    lines.add("verifier" + FIELD + policy.verifier());
    lines.add("title" + FIELD + policy.title());
    lines.add(ActKind.LOCK.code() + FIELD + policy.locked());
    lines.add(ActKind.LOCK_NAMES.code() + FIELD + policy.namesLocked());
    lines.add(ActKind.SHOW_WHISPERS.code() + FIELD + policy.whispersShown());
    lines.add(ActKind.AUDIENCE.code() + FIELD + policy.to().code());
    policy.roles().forEach((id, role) -> lines.add(line("role", id, role.code())));
    policy.keyless().forEach((id, role) -> lines.add(line("keyless", id, role.code())));
    policy.admitted().forEach(id -> lines.add("admitted" + FIELD + id));
    policy.names().forEach((id, name) -> lines.add(line("name", id, name)));
    policy.removed().forEach(id -> lines.add("removed" + FIELD + id));
    policy.banned().forEach(origin -> lines.add("banned" + FIELD + origin));
    policy.webhooks().forEach(webhook -> lines.add(write(webhook)));
    return lines.toString();
  }

  /**
   * Reads a policy.
   *
   * @throws IllegalArgumentException if a line has an unknown role or audience, or too few fields
   */
  static TablePolicy read(String text) {
    Map<String, String> single = new LinkedHashMap<>();
    Map<String, Role> roles = new LinkedHashMap<>();
    Map<String, Role> keyless = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    Set<String> admitted = new LinkedHashSet<>();
    Set<String> removed = new LinkedHashSet<>();
    Set<String> banned = new LinkedHashSet<>();
    List<TableWebhook> webhooks = new ArrayList<>();
    for (String line : text.split(LINE, -1)) {
      String[] fields = line.split(FIELD, -1);
      String value = field(fields, 1);
      switch (fields[0]) {
        case "role" -> roles.put(value, role(field(fields, 2)));
        case "keyless" -> keyless.put(value, role(field(fields, 2)));
        case "name" -> names.put(value, field(fields, 2));
        case "admitted" -> admitted.add(value);
        case "removed" -> removed.add(value);
        case "banned" -> banned.add(value);
        case "webhook" -> webhooks.add(webhook(fields));
        default -> single.put(fields[0], value);
      }
    }
    return new TablePolicy(
        single.getOrDefault("verifier", ""),
        single.getOrDefault("title", ""),
        isTrue(single, ActKind.LOCK),
        isTrue(single, ActKind.LOCK_NAMES),
        isTrue(single, ActKind.SHOW_WHISPERS),
        Audience.chosen(single.getOrDefault(ActKind.AUDIENCE.code(), Audience.ALL.code()))
            .orElseThrow(() -> new IllegalArgumentException("unknown audience")),
        roles,
        keyless,
        admitted,
        names,
        removed,
        banned,
        webhooks);
  }

  private static String write(TableWebhook webhook) {
    String line =
        String.join(
            FIELD,
            "webhook",
            webhook.id(),
            webhook.host(),
            webhook.url(),
            webhook.shape(),
            webhook.secret(),
            webhook.owner(),
            Long.toString(webhook.atMillis()),
            webhook.by().id(),
            webhook.by().role().code(),
            webhook.by().colour(),
            webhook.by().name());
    // Without a theme the line is that of versions which know none.
    return webhook.by().theme().isEmpty() ? line : line + FIELD + webhook.by().theme();
  }

  private static TableWebhook webhook(String[] fields) {
    return new TableWebhook(
        field(fields, 1),
        field(fields, 2),
        field(fields, 3),
        field(fields, 4),
        field(fields, 5),
        field(fields, 6),
        new Member(
            field(fields, 8),
            field(fields, 11),
            field(fields, 10),
            fields.length > THEME_FIELD ? EntryCodec.theme(fields[THEME_FIELD]) : "",
            role(field(fields, 9))),
        Long.parseLong(field(fields, 7)));
  }

  private static String line(String name, String id, String value) {
    return name + FIELD + id + FIELD + value;
  }

  private static String field(String[] fields, int index) {
    if (fields.length <= index) {
      throw new IllegalArgumentException("a line of a policy has too few fields");
    }
    return fields[index];
  }

  private static boolean isTrue(Map<String, String> single, ActKind kind) {
    return Boolean.parseBoolean(single.get(kind.code()));
  }

  private static Role role(String code) {
    return Role.find(code).orElseThrow(() -> new IllegalArgumentException("unknown role"));
  }
}
