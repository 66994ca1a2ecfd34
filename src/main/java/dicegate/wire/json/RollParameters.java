package dicegate.wire.json;

import dicegate.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The parameters of a roll over HTTP, from the query, a form, a JSON body, or two of these. */
public sealed interface RollParameters {

  /** Why a roll by hand is refused over HTTP. */
  String NOT_BY_HAND =
      "Faces of real dice (faces) are accepted over the WebSocket alone; without them, the dice are"
          + " rolled here.";

  /**
   * Valid parameters.
   *
   * @param expr the expression; null if it is missing
   * @param vars the values of the variables in the expression
   */
  record Valid(@Nullable String expr, Variables vars) implements RollParameters {}

  /** Parameters that cannot be served. */
  record Invalid(ServerError error) implements RollParameters {}

  /** Returns no parameters. */
  static RollParameters none() {
    return new Valid(null, Variables.NONE);
  }

  /** Returns the parameters of an expression without variables. */
  static RollParameters of(String expr) {
    return new Valid(expr, Variables.NONE);
  }

  /** Returns invalid parameters of a bad request. */
  static RollParameters invalid(String message) {
    return new Invalid(ServerError.permanent(ErrorCode.BAD_REQUEST, message));
  }

  /**
   * Adds the parameters of a request's body to those of its query. An expression in both is
   * invalid, even the same one: programs on the way may read either.
   */
  default RollParameters with(RollParameters body) {
    if (!(this instanceof Valid query)) {
      return this;
    }
    if (!(body instanceof Valid more)) {
      return body;
    }
    if (query.expr() != null && more.expr() != null) {
      return invalid("The expression is given twice, in the query and in the body; send it once.");
    }
    return new Valid(query.expr() == null ? more.expr() : query.expr(), more.vars());
  }
}
