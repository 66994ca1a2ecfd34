/**
 * The gateway's view of the engines: {@code ask} an expression, get one answer before its deadline.
 *
 * <p>One thread, {@code dicegate-fleet}, owns the links and every unanswered request; callers hand
 * requests over through a bounded queue and a wake-up. A reply counts only if it is {@code ["",
 * body]} and its id is outstanding on the very socket it came from (zguide, chapter 3, "The
 * Asynchronous Client/Server Pattern"; the deadlines are ours, since a DEALER queues to a peer that
 * is not there).
 *
 * <p>One engine so far. Several come with windows told by {@code INFO} and re-dispatch.
 */
@NullMarked
package dicegate.fleet;

import org.jspecify.annotations.NullMarked;
