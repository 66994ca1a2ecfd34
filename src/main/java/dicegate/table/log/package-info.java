/**
 * The ordered, shared log of rolls at each table, and the messages in it.
 *
 * <p>A {@link dicegate.table.log.TableBus} assigns offsets, keeps the newest entries and notifies
 * the nodes; {@link dicegate.table.log.LocalTableBus} does so in memory for one node, {@code
 * dicegate.table.valkey} for many. A {@link dicegate.table.log.TableSubscription} turns its
 * notifications and pages into every entry once, in order.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A notification is a hint: {@code Cursor} recognises the next entry, drops known ones, and
 *       has missing ones read. So the bus may lose, repeat or reorder notifications, not entries.
 *   <li>A place in the log is a {@link dicegate.table.log.StreamPosition}: the table's epoch, the
 *       offset, and random bits of the entry. After a failover to a replica that lagged, offsets
 *       are assigned again; the bits are not.
 *   <li>Limits are on what strangers take from others: tables of an address, and characters of a
 *       table ({@link dicegate.table.log.TableQuota}). Room is made by those who have most.
 * </ul>
 *
 * <p>Depends on telemetry alone: not on the seats of {@code dicegate.table}, nor on a container or
 * the wire.
 */
@NullMarked
package dicegate.table.log;

import org.jspecify.annotations.NullMarked;
