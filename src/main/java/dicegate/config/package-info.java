/**
 * Settings read once and checked once, and what makes and wires the rest. Knows all, and nothing
 * knows it.
 */
@NullMarked
package dicegate.config;

import org.jspecify.annotations.NullMarked;
