package dicegate.table;

/**
 * A request to roll at a table by its key, without a seat, unchecked: as the client sent it.
 *
 * @param address the caller's address, from which a ban is checked; empty if addresses do not
 *     distinguish clients
 * @param table the table's name
 * @param name the roller's name
 * @param colour the roller's colour; empty to let the server choose
 * @param theme the look of the roller's dice; empty for none
 * @param key the key from the table's link
 * @param token the token of a member, to roll as that member; empty for a member who is the same at
 *     each request with this key and name
 */
public record KeyRequest(
    String address,
    String table,
    String name,
    String colour,
    String theme,
    String key,
    String token) {

  /** Hides the secrets, since records are easily logged. */
  @Override
  public String toString() {
    return "KeyRequest[" + table + "]";
  }
}
