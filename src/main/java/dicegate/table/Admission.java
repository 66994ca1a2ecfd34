package dicegate.table;

import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.table.log.TablePolicy;
import dicegate.wire.ErrorCode;
import java.util.Optional;

/** What a table's policy says to a member who wants to join, or to roll without a seat. */
sealed interface Admission {

  /** The member may, in the role and under the name that the policy gives. */
  record Admitted(Member member) implements Admission {}

  /** The member may not. */
  record Refused(ErrorCode why) implements Admission {}

  /**
   * Asks the policy.
   *
   * @param key as the member sent it; without the right one, nothing else about the table is told
   */
  static Admission of(TablePolicy policy, Member asking, TableKey key) {
    Optional<Role> role = policy.roleOf(asking.id(), roleOf(key, policy));
    if (role.isEmpty()) {
      return new Refused(ErrorCode.BAD_KEY);
    }
    Member member = asking.in(role.get());
    if (policy.excludes(member)) {
      return new Refused(ErrorCode.REMOVED);
    }
    if (policy.isLockedFor(member)) {
      return new Refused(ErrorCode.TABLE_LOCKED);
    }
    Optional<String> name = policy.nameOf(member);
    return name.isEmpty()
        ? new Refused(ErrorCode.NAME_TAKEN)
        : new Admitted(member.named(name.get()));
  }

  /** Returns the role of a key; empty if it is not one of the table's. */
  static Optional<Role> roleOf(TableKey key, TablePolicy policy) {
    return key.verifier().equals(policy.verifier()) ? Optional.of(key.role()) : Optional.empty();
  }
}
