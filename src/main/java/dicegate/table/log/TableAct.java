package dicegate.table.log;

import org.jspecify.annotations.Nullable;

/**
 * An act of a GM: it changes the table's policy, and all members see that it was done.
 *
 * @param by the GM
 * @param target the member concerned; null if {@link ActKind#hasTarget} is false
 * @param value what the kind says; may be empty
 * @param policy the policy from this entry on; members are not sent it
 * @param basedOn the offset of the act whose policy this one changed; 0 for that of a new table
 */
public record TableAct(
    Member by,
    ActKind kind,
    @Nullable Member target,
    String value,
    long atMillis,
    TablePolicy policy,
    long basedOn)
    implements EntryContent {

  /** Returns whether the act switches something on. */
  public boolean isOn() {
    return value.equals(ActKind.ON);
  }

  @Override
  public int chars() {
    Member concerned = target;
    return by.chars()
        + value.length()
        + policy.chars()
        + (concerned == null ? 0 : concerned.chars());
  }
}
