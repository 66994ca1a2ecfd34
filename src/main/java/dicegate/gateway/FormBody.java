package dicegate.gateway;

import dicegate.wire.json.RollParameters;
import dicegate.wire.json.TableRollParameters;
import dicegate.wire.json.Variables;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a form, or a query string: pairs of names and values.
 *
 * @param text the encoded text
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">URL Standard,
 *     application/x-www-form-urlencoded</a>
 */
record FormBody(String text) {

  private static final String EXPR = "expr";
  private static final String FACES = "faces";

  /**
   * Returns the parameters of a roll; other names are ignored. Two expressions are invalid: which
   * of them counts depends on the program that reads them.
   */
  RollParameters parameters() {
    @Nullable RollParameters found = null;
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (FACES.equals(name)) {
        return RollParameters.invalid(RollParameters.NOT_BY_HAND);
      }
      if (EXPR.equals(name)) {
        if (found != null) {
          return RollParameters.invalid("The parameter expr is given twice; send it once.");
        }
        String expr = decoded(equals < 0 ? "" : pair.substring(equals + 1));
        found =
            expr == null
                ? RollParameters.invalid(
                    "The parameter expr is not validly encoded; a % is written %25.")
                : RollParameters.of(expr);
      }
    }
    return found == null ? RollParameters.none() : found;
  }

  /**
   * Returns the parameters of a roll at a table; other names are ignored. One that is given twice
   * is invalid.
   */
  TableRollParameters tableRoll() {
    Map<String, String> texts = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (FACES.equals(name)) {
        return TableRollParameters.invalid(RollParameters.NOT_BY_HAND);
      }
      if (name != null && TableRollParameters.TEXTS.contains(name)) {
        String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
        if (value == null) {
          return TableRollParameters.invalid(
              "The parameter %s is not validly encoded; a %% is written %%25.".formatted(name));
        }
        if (texts.putIfAbsent(name, value) != null) {
          return TableRollParameters.invalid(
              "The parameter %s is given twice; send it once.".formatted(name));
        }
      }
    }
    return TableRollParameters.of(texts, Variables.NONE);
  }

  private static @Nullable String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return null;
    }
  }
}
