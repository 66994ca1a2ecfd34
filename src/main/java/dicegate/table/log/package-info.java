/**
 * The ordered, shared log of rolls and acts at each table, the messages in it, and the table's
 * policy.
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
 *   <li>An act of a GM carries the {@linkplain dicegate.table.log.TablePolicy policy} that it leads
 *       to, and is appended only if it is based on the newest one: nodes take it over in the order
 *       of the log.
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
