/**
 * Proofs that dice were fixed before they were asked for: commitments of the server, seeds of
 * players, and what follows from both. {@code src/docs/verify.md} is the specification; this
 * package knows nothing but the JDK and {@link dicegate.hash}, so that a checker needs little
 * either.
 *
 * <pre>
 *   series secret --HMAC--&gt; roll keys --Merkle tree--&gt; root, told before the player's seed
 *                               |
 *   player's seed, expression --HMAC--&gt; roll seed --&gt; dice
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, section 2.1, Merkle
 *     Hash Trees</a>
 */
@NullMarked
package dicegate.verify;

import org.jspecify.annotations.NullMarked;
