/**
 * SHA-256 and HMAC-SHA-256 of short messages, for dice that follow from a seed and for their
 * proofs. Knows the JDK alone.
 */
@NullMarked
package dicegate.hash;

import org.jspecify.annotations.NullMarked;
