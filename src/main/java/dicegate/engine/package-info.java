/**
 * The dice engine: from a request frame to a reply frame.
 *
 * <p>{@link dicegate.engine.EngineLifecycle} is the only class here that needs a server; {@link
 * dicegate.engine.Engine} runs anywhere, and {@link dicegate.engine.EngineMain} runs it standalone.
 * The engine does not know gateways: it answers any peer that speaks a protocol of {@link
 * dicegate.wire.frames}.
 *
 * <p>To teach it a new verb, add it to {@link dicegate.wire.frames.Verb}: the compiler and {@code
 * EngineFeaturesTest} name every place that must follow.
 *
 * <table>
 *   <caption>Threads</caption>
 *   <tr><th>thread</th><th>owns</th></tr>
 *   <tr><td>dicegate-engine-worker-n</td><td>one REP, one responder, one die source</td></tr>
 *   <tr><td>dicegate-engine-front, if tcp is bound</td><td>the listener's ROUTER, its ZAP handler, a
 *       DEALER to each worker, a responder for small requests</td></tr>
 * </table>
 */
@NullMarked
package dicegate.engine;

import org.jspecify.annotations.NullMarked;
