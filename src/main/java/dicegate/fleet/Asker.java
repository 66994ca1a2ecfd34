package dicegate.fleet;

import java.util.UUID;

/**
 * Who asks: an account, to which the engines' work is charged, and a client of that account.
 *
 * @param account the client's address, or another text that is the same for all who share one turn
 *     with their work
 * @param client the id between which the requests of one account are fair
 */
public record Asker(String account, UUID client) {

  /** Returns a client with an account of its own. */
  public static Asker alone(UUID client) {
    return new Asker(client.toString(), client);
  }
}
