package dicegate.ops;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * What runs here, and with what.
 *
 * @param version the version of this build
 * @param settings the text of each setting that is in force, by its key; secrets masked
 * @param engines how each engine is now, as members of a JSON object
 */
public record ServiceInfo(
    String version,
    SortedMap<String, String> settings,
    Supplier<List<Map<String, Object>>> engines) {}
