/**
 * The benchmark: a load client of our own against the WAR as it ships, running in Payara Micro, and
 * against an echo endpoint deployed beside it. It prints figures and fails only on a wrong or
 * missing answer, never on a slow one.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What counts is the server's CPU time a message and its ratio roll to echo, both taken in
 *       one run with their legs interleaved: on a shared machine absolute figures wander, ratios
 *       much less.
 *   <li>A message is one request together with its answer.
 *   <li>The load is a closed loop: each connection keeps so many requests in flight and sends the
 *       next one when an answer comes. Latencies are therefore those at saturation; with one
 *       connection and one in flight they are those of an idle server.
 *   <li>One thread and no allocation a message in the client, so that it leaves the machine to the
 *       server; its share of a core is printed too.
 *   <li>Loopback only, and everything bounded: connections, time, frame sizes, start and stop of
 *       the server.
 * </ul>
 *
 * <p>Frames and handshake: <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>.
 */
@NullMarked
package dicegate.bench;

import org.jspecify.annotations.NullMarked;
