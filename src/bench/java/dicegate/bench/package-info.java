/**
 * The benchmarks: a load client against the WAR as it ships, in Payara Micro, and against an echo
 * endpoint deployed beside it. They print figures and fail on a wrong or missing answer, never on a
 * slow one; {@code load --guard} also fails when a roll costs too many echoes in CPU.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The main figure is the server's CPU time per message, as a ratio of roll to echo, with the
 *       runs of both interleaved: on a shared machine ratios are much steadier than absolute
 *       figures.
 *   <li>A message is one request together with its answer.
 *   <li>The load is a closed loop: each connection keeps a fixed number of requests in flight and
 *       sends the next one when an answer comes. Latencies are therefore those at saturation; with
 *       one connection and one request in flight they are those of an idle server.
 *   <li>The client has one thread and allocates nothing per message, to leave the machine to the
 *       server; its share of a core is printed too.
 *   <li>Only loopback is used, and everything is bounded: connections, time, frame sizes, start and
 *       stop of the server.
 * </ul>
 *
 * <p>Frames and handshake: <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>.
 */
@NullMarked
package dicegate.bench;

import org.jspecify.annotations.NullMarked;
