/**
 * A strict JSON reader for the commands of the engine's jar, which has no Jakarta EE. It reads what
 * strangers wrote: replies of engines that are checked, and exported logs.
 */
@NullMarked
package dicegate.json;

import org.jspecify.annotations.NullMarked;
