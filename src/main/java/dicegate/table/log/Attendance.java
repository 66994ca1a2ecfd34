package dicegate.table.log;

import java.util.List;
import java.util.Set;

/**
 * Who is at a table, on all nodes.
 *
 * @param members in no order; a member on several nodes may occur several times
 * @param kept the ids of members whose connection broke a short time ago, and whose seats are kept
 */
public record Attendance(List<Member> members, Set<String> kept) {

  public Attendance {
    members = List.copyOf(members);
    kept = Set.copyOf(kept);
  }
}
