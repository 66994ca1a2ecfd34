package dicegate.wire.json;

import dicegate.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The parameters of a roll over HTTP, from the query, a form, a JSON body, or two of these. */
public sealed interface RollParameters {

  /** Why a seed is refused at a table. */
  String NOT_SEEDED =
      "A seed is accepted at /api/roll, and over the WebSocket; rolls over HTTP at a table have no"
          + " proof.";

  /** Why a roll by hand is refused over HTTP. */
  String NOT_BY_HAND =
      "Faces of real dice (faces) are accepted over the WebSocket alone; without them, the dice are"
          + " rolled here.";

  /**
   * Valid parameters.
   *
   * @param expr the expression; null if it is missing
   * @param vars the values of the variables in the expression
   * @param seed the caller's seed, from which the dice are made; null for random dice
   */
  record Valid(@Nullable String expr, Variables vars, @Nullable String seed)
      implements RollParameters {}

  /** Parameters that cannot be served. */
  record Invalid(ServerError error) implements RollParameters {}

  /** Returns no parameters. */
  static RollParameters none() {
    return new Valid(null, Variables.NONE, null);
  }

  /** Returns the parameters of random dice without variables. */
  static Valid of(String expr) {
    return of(expr, Variables.NONE);
  }

  /** Returns the parameters of random dice. */
  static Valid of(@Nullable String expr, Variables vars) {
    return new Valid(expr, vars, null);
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
    if (query.seed() != null && more.seed() != null) {
      return invalid("The seed is given twice, in the query and in the body; send it once.");
    }
    return new Valid(
        query.expr() == null ? more.expr() : query.expr(),
        more.vars(),
        query.seed() == null ? more.seed() : query.seed());
  }
}
