/**
 * Settings, and the wiring of all other packages. Depends on all of them; none depends on it.
 *
 * <p>{@code SettingsTable} is the table of settings, one constant a setting. {@code SettingsReader}
 * reads them all at start, and {@link dicegate.config.Settings} contains their values.
 */
@NullMarked
package dicegate.config;

import org.jspecify.annotations.NullMarked;
