package dicegate.table;

import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a seat at a table; all as the client sent it.
 *
 * @param id the client's id of the request
 * @param table its name
 * @param name the player's
 * @param colour the player's; empty for any
 * @param key from the table's link; empty for a new table
 * @param token by which the player was known before; empty for a new one
 * @param resume the last position that the client got; empty if none
 */
public record JoinRequest(
    @Nullable JsonValue id,
    String table,
    String name,
    String colour,
    String key,
    String token,
    String resume) {}
