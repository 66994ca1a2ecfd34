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
  private static final String SEED = "seed";
  private static final String NOT_ENCODED =
      "The parameter %s is not validly encoded; a %% is written %%25.";
  private static final String TWICE = "The parameter %s is given twice; send it once.";

  /**
   * Returns the parameters of a roll; other names are ignored. Two of one name are invalid: which
   * of them counts depends on the program that reads them.
   */
  RollParameters parameters() {
    Map<String, String> texts = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (FACES.equals(name)) {
        return RollParameters.invalid(RollParameters.NOT_BY_HAND);
      }
      if (EXPR.equals(name) || SEED.equals(name)) {
        String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
        if (value == null) {
          return RollParameters.invalid(NOT_ENCODED.formatted(name));
        }
        if (texts.putIfAbsent(name, value) != null) {
          return RollParameters.invalid(TWICE.formatted(name));
        }
      }
    }
    return new RollParameters.Valid(texts.get(EXPR), Variables.NONE, texts.get(SEED));
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
      if (SEED.equals(name)) {
        return TableRollParameters.invalid(RollParameters.NOT_SEEDED);
      }
      if (name != null && TableRollParameters.TEXTS.contains(name)) {
        String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
        if (value == null) {
          return TableRollParameters.invalid(NOT_ENCODED.formatted(name));
        }
        if (texts.putIfAbsent(name, value) != null) {
          return TableRollParameters.invalid(TWICE.formatted(name));
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
