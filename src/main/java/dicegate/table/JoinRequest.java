package dicegate.table;

import dicegate.verify.PlayerSeries;
import dicegate.wire.json.ClientRequestId;
import org.jspecify.annotations.Nullable;

/**
 * A request for a seat at a table, unchecked: as the client sent it.
 *
 * @param id the client's id of the request
 * @param owner to whom a new table is charged: the client's address, or its connection if addresses
 *     do not distinguish clients
 * @param address the client's address, from which a ban is checked; empty if addresses do not
 *     distinguish clients
 * @param table the table's name
 * @param name the player's name
 * @param colour the player's colour; empty to let the server choose
 * @param theme the look of the player's dice; empty for none
 * @param key the key from the table's link; empty for a new table
 * @param token the token of an earlier join, to be the same member again; empty for a new member
 * @param resume the last position that the client got; empty for a new client
 * @param series of the client's rolls at this table
 */
public record JoinRequest(
    @Nullable ClientRequestId id,
    String owner,
    String address,
    String table,
    String name,
    String colour,
    String theme,
    String key,
    String token,
    String resume,
    PlayerSeries series) {}
