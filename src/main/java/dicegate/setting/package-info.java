/**
 * One row of the table of settings: key, meaning, unit, default, allowed values, secret or not.
 *
 * <p>The rows of an engine are in {@code EngineSettingsTable}, since an engine also runs without a
 * gateway; all others are in {@code SettingsTable}. Documents, error messages and both readers use
 * the same rows. Uses the JDK alone.
 */
@NullMarked
package dicegate.setting;

import org.jspecify.annotations.NullMarked;
