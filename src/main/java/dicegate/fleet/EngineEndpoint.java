package dicegate.fleet;

import dicegate.wire.frames.Contract;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an engine is, and how it is spoken to.
 *
 * @param contract the contract it speaks
 * @param address a ZeroMQ address to connect to
 * @param embedded whether the engine is ours, in the same process
 */
public record EngineEndpoint(Contract contract, String address, boolean embedded) {

  private static final String EMBEDDED = "inproc";
  private static final String SEED_PREFIX = "seed+";
  private static final Pattern TCP =
      Pattern.compile("tcp://(?:\\[[0-9a-fA-F:]+\\]|[^:/\\s*]+):([1-9][0-9]{0,4})");
  private static final int MAX_PORT = 65_535;

  /**
   * Reads an endpoint as configured: {@code inproc}, {@code tcp://host:port} or {@code
   * seed+tcp://host:port}.
   *
   * @param embeddedAddress where the embedded engine serves
   * @throws IllegalArgumentException if the text is none of these
   */
  public static EngineEndpoint parse(String text, String embeddedAddress) {
    if (text.equals(EMBEDDED)) {
      return new EngineEndpoint(Contract.V1, embeddedAddress, true);
    }
    boolean seed = text.startsWith(SEED_PREFIX);
    String address = seed ? text.substring(SEED_PREFIX.length()) : text;
    Matcher matcher = TCP.matcher(address);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > MAX_PORT) {
      throw new IllegalArgumentException(
          "expected inproc, tcp://host:port or seed+tcp://host:port, not \"" + text + "\"");
    }
    return new EngineEndpoint(seed ? Contract.SEED : Contract.V1, address, false);
  }
}
