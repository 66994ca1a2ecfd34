/**
 * The chaos run {@code addresses}: what one hostile address can do to players on other addresses.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The server is run as the documents say, with 512 MB and default settings.
 *   <li>Victims roll at a steady rate on a thread of their own; latencies during the attack are
 *       compared with those just before it, in the same process.
 *   <li>The server is warm, and each attack is rehearsed: what is measured is the attack, not how
 *       the server compiles its code.
 *   <li>Every wait has a limit: an attack that ends the server is a result, not a reason to hang.
 * </ul>
 *
 * <table>
 *   <caption>Threads</caption>
 *   <tr><th>thread</th><th>does</th></tr>
 *   <tr><td>main</td><td>starts and ends the servers, lets newcomers come, judges</td></tr>
 *   <tr><td>addresses-victims</td><td>owns the victims' connections</td></tr>
 *   <tr><td>addresses-attack</td><td>owns the hostile connections</td></tr>
 * </table>
 */
@NullMarked
package dicegate.chaos.address;

import org.jspecify.annotations.NullMarked;
