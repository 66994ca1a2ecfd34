package dicegate.wire.json;

import dicegate.wire.ErrorCode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a roll at a table over HTTP, from a form or a JSON body. */
public sealed interface TableRollParameters {

  /** The names of the parameters that are texts. */
  Set<String> TEXTS =
      Set.of("expr", "key", "name", "colour", "theme", "token", "id", "label", "to");

  /**
   * Well-formed parameters, whose values are unchecked; an absent text is empty.
   *
   * @param expr the expression
   * @param vars the values of the variables in the expression
   * @param key the key of the table
   * @param name who rolls, as others see it
   * @param colour the roller's colour
   * @param theme the look of the roller's dice
   * @param token the secret of the member who rolls
   * @param id identifies the request, so that it can be repeated
   * @param label the roller's remark
   * @param to the members who may see the roll
   */
  record Valid(
      String expr,
      Variables vars,
      String key,
      String name,
      String colour,
      String theme,
      String token,
      String id,
      String label,
      String to)
      implements TableRollParameters {

    /** Hides the secrets, since records are easily logged. */
    @Override
    public String toString() {
      return "TableRollParameters";
    }
  }

  /** Parameters that cannot be served. */
  record Invalid(ServerError error) implements TableRollParameters {}

  /** Returns invalid parameters of a bad request. */
  static TableRollParameters invalid(String message) {
    return new Invalid(ServerError.permanent(ErrorCode.BAD_REQUEST, message));
  }

  /**
   * Returns well-formed parameters.
   *
   * @param texts the values by their name, one of {@link #TEXTS}; an absent one is empty
   */
  static TableRollParameters of(Map<String, String> texts, Variables vars) {
    return new Valid(
        texts.getOrDefault("expr", ""),
        vars,
        texts.getOrDefault("key", ""),
        texts.getOrDefault("name", ""),
        texts.getOrDefault("colour", ""),
        texts.getOrDefault("theme", ""),
        texts.getOrDefault("token", ""),
        texts.getOrDefault("id", ""),
        texts.getOrDefault("label", ""),
        texts.getOrDefault("to", ""));
  }

  /**
   * Adds the key of the request's header {@code Authorization}. A key in the body too is invalid,
   * even the same one: programs on the way may read either.
   *
   * @param header null if the request has no key there
   */
  default TableRollParameters withKey(@Nullable String header) {
    if (header == null || !(this instanceof Valid valid)) {
      return this;
    }
    if (!valid.key().isEmpty()) {
      return invalid(
          "The key is given twice, in the header Authorization and in the body; send it"
              + " once.");
    }
    return new Valid(
        valid.expr(),
        valid.vars(),
        header,
        valid.name(),
        valid.colour(),
        valid.theme(),
        valid.token(),
        valid.id(),
        valid.label(),
        valid.to());
  }
}
