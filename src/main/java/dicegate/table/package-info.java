/**
 * Tables: who rolls together, what was rolled, in one order for all, on whichever node they are.
 *
 * <p>A {@link Table} is one node's view of a table; {@link Tables} are all that somebody on this
 * node sits at. What is rolled goes to a {@link TableBus}, which gives it its place, keeps it, and
 * rings at every node that listens; only what came by the bus is told to the members, those of the
 * node that rolled among them. So all see one order.
 *
 * <pre>
 *   Seat.share -- publish --&gt; TableBus -- ring --&gt; Table -- rolled --&gt; every Seat that may see it
 * </pre>
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A ring is a doorbell: {@link Cursor} delivers what is next, drops what was, and has what
 *       lies between read first. So the bus may lose, repeat or reorder rings, not entries.
 *   <li>A place is told as a {@link StreamPosition}: the table's epoch, the offset, and random bits
 *       of the entry. Offsets are used anew after a failover to a replica that lagged; the bits are
 *       not.
 *   <li>What a member may not see is not sent at all: {@link Audience} decides, on the server.
 *   <li>Keys are a chain of hashes ({@link TableKey}), so one stored value tells who is what, and
 *       any member can open the table anew after it was lost.
 * </ul>
 *
 * <p>Knows no container. A table's monitor guards its members and its cursor; nothing is sent, read
 * or published under it.
 */
@NullMarked
package dicegate.table;

import org.jspecify.annotations.NullMarked;
