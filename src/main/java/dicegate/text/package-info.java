/**
 * What all text that others see has in common, wherever it comes from: names and labels of players,
 * labels and comments in expressions, replies of engines. Also what engine and gateway must read in
 * the same way: where labels and comments are, and the names of variables. Uses the JDK alone.
 */
@NullMarked
package dicegate.text;

import org.jspecify.annotations.NullMarked;
