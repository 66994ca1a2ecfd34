package dicegate.ops;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Information on this server for its operator.
 *
 * @param version the version of this build
 * @param settings the text of each setting in force by its key; secrets are masked
 * @param engines gives the current state of each engine, as members of a JSON object
 */
public record ServiceInfo(
    String version,
    SortedMap<String, String> settings,
    Supplier<List<Map<String, Object>>> engines) {}
