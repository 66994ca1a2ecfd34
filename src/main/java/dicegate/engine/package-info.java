/**
 * The dice engine: from a request frame to a reply frame.
 *
 * <p>{@link dicegate.engine.EngineLifecycle} is the only class here that needs a server; {@link
 * dicegate.engine.Engine} runs anywhere, and {@link dicegate.engine.EngineMain} runs it alone. The
 * engine knows no gateway: it answers whoever speaks one of the contracts of {@link
 * dicegate.wire.frames}.
 *
 * <table>
 *   <caption>Threads</caption>
 *   <tr><th>thread</th><th>owns</th></tr>
 *   <tr><td>dicegate-engine-front</td><td>the doors' ROUTERs, who may come in by them, the workers' DEALER</td></tr>
 *   <tr><td>dicegate-engine-worker-n</td><td>one REP, one responder, one die source</td></tr>
 * </table>
 */
@NullMarked
package dicegate.engine;

import org.jspecify.annotations.NullMarked;
