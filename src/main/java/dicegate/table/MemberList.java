package dicegate.table;

import dicegate.table.log.Member;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Merges reports of the members at a table. */
final class MemberList {

  private static final Comparator<Member> ORDER =
      Comparator.comparing(Member::name).thenComparing(Member::id);

  private MemberList() {}

  /** Returns each member once, by name and id; with the strongest role reported. */
  static List<Member> of(Collection<Member> members) {
    Map<String, Member> byId = new LinkedHashMap<>();
    for (Member member : members) {
      byId.merge(member.id(), member, MemberList::stronger);
    }
    return byId.values().stream().sorted(ORDER).toList();
  }

  private static Member stronger(Member one, Member other) {
    Member stronger = other.role().strength() > one.role().strength() ? other : one;
    if (one.roots().equals(other.roots())) {
      return stronger;
    }
    return stronger.with(
        Stream.concat(one.roots().stream(), other.roots().stream()).distinct().sorted().toList());
  }
}
