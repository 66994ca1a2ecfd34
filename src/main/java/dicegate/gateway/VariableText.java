package dicegate.gateway;

import dicegate.text.ReplacedText;
import dicegate.text.TypedRoll;
import dicegate.text.VariableName;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.Variables;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An expression in which the variables are replaced by their values, {@code 2d6+@str} by {@code
 * 2d6+3}, outside of labels and comments. An engine sees the replaced text alone; the positions in
 * its errors are those of the player's text again.
 *
 * <p>The values are never joined with digits beside them: {@code 2@str} becomes {@code 2(3)}, which
 * is an error, and not {@code 23}.
 *
 * @param replaced the text for the engine
 */
record VariableText(ReplacedText replaced) {

  /**
   * Sends a request with the values of its variables, if it has any.
   *
   * @param replyHandler answers the player; gets the error of a variable without a value
   * @param send sends a text for the engine, answered by the handler that it is given
   */
  static void send(
      String expression,
      Variables variables,
      ReplyHandler replyHandler,
      BiConsumer<String, ReplyHandler> send) {
    if (variables.values().isEmpty()) {
      send.accept(expression, replyHandler);
      return;
    }
    switch (replace(expression, variables)) {
      case Result.Replaced replaced ->
          send.accept(
              replaced.text().text(), new VariableReplyHandler(replyHandler, replaced.text()));
      case Result.Missing missing -> replyHandler.refused(missing.error());
    }
  }

  /** A text, or the error of a variable without a value. */
  sealed interface Result {

    /** All variables have values. */
    record Replaced(VariableText text) implements Result {}

    /** A variable has none. */
    record Missing(ServerError error) implements Result {}
  }

  /** Replaces the variables of an expression, in time linear in its length. */
  static Result replace(String expression, Variables variables) {
    ReplacedText.Builder text = new ReplacedText.Builder(expression);
    int at = TypedRoll.indexOf('@', expression, startOf(expression));
    while (at >= 0) {
      int end = VariableName.end(expression, at + 1);
      String value = variables.values().get(expression.substring(at + 1, end));
      if (value == null) {
        return new Result.Missing(missing(expression, at, end));
      }
      text.replace(at, end, isJoined(expression, at, end) ? "(" + value + ")" : value);
      at = TypedRoll.indexOf('@', expression, end);
    }
    return new Result.Replaced(new VariableText(text.build()));
  }

  /** Returns the text for the engine. */
  String text() {
    return replaced.text();
  }

  /** Returns an error of an engine about {@link #text} as one about the player's text. */
  ServerError translate(ServerError error) {
    Integer pos = error.pos();
    Integer len = error.len();
    if (replaced.isOriginal()) {
      return error;
    }
    @Nullable Integer from = null;
    @Nullable Integer length = null;
    if (pos != null) {
      int start = replaced.originalStart(pos);
      from = start;
      length = len == null ? null : Math.max(0, replaced.originalEnd(pos + len) - start);
    }
    return new ServerError(
        error.kind(),
        error.message(),
        error.retryAfterMs(),
        from,
        length,
        error.expected(),
        null, // A hint would be about the values.
        error.incident(),
        error.wanted(),
        error.rolled());
  }

  /** Returns the index behind the repeats {@code 6#}, whose sign begins no comment. */
  private static int startOf(String expression) {
    int at = 0;
    while (at < expression.length() && expression.charAt(at) <= ' ') {
      at++;
    }
    int digits = at;
    while (at < expression.length() && isDigit(expression.charAt(at))) {
      at++;
    }
    boolean repeats = at > digits && at < expression.length() && expression.charAt(at) == '#';
    return repeats ? at + 1 : 0;
  }

  /** Returns whether a value would be read as one number with what is beside it. */
  private static boolean isJoined(String expression, int from, int end) {
    char before = from == 0 ? ' ' : expression.charAt(from - 1);
    char after = end == expression.length() ? ' ' : expression.charAt(end);
    return isDigit(before) || before == '.' || after == '.' || isVariableBefore(expression, from);
  }

  private static boolean isVariableBefore(String expression, int end) {
    int from = end;
    while (from > 0 && isOfName(expression.charAt(from - 1))) {
      from--;
    }
    return from > 0 && from < end && expression.charAt(from - 1) == '@';
  }

  private static boolean isOfName(char c) {
    return VariableName.is("a" + c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static ServerError missing(String expression, int from, int end) {
    String message =
        end == from + 1
            ? "A variable is @ and a name, as in @str."
            : "The variable %s has no value in vars.".formatted(expression.substring(from, end));
    return new ServerError(
        ErrorCode.UNKNOWN_VARIABLE, message, null, from, end - from, null, null, null, null, false);
  }
}
