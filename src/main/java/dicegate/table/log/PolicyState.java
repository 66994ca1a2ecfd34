package dicegate.table.log;

/**
 * A table's policy and its version.
 *
 * @param at the offset of the act that made it; 0 for that of a new table
 */
public record PolicyState(TablePolicy policy, long at) {}
