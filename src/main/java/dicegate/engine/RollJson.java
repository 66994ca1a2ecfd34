package dicegate.engine;

import dicegate.dice.eval.Faces;
import dicegate.dice.eval.Roll;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.NotationError;

/** What an engine answers, as JSON, in the shapes clients read. Stateless. */
final class RollJson {

  private RollJson() {}

  /** Writes {@code [1, 2, 1]}, with the blanks of Python's {@code json.dumps}. */
  static void array(Faces faces, ReplyWriter out) {
    out.raw("[");
    for (int i = 0; i < faces.count(); i++) {
      out.raw(i == 0 ? "" : ", ").number(faces.get(i));
    }
    out.raw("]");
  }

  /** Writes the roll object: expr, total, text and dice. */
  static void object(Roll roll, ReplyWriter out) {
    String expression = Notation.print(roll.pool());
    Faces faces = roll.faces();
    out.raw("{\"expr\":\"").raw(expression).raw("\",\"total\":").number(roll.total());
    out.raw(",\"text\":\"").raw(expression);
    array(faces, out);
    out.raw(" = ").number(roll.total()).raw("\",\"dice\":[");
    for (int i = 0; i < faces.count(); i++) {
      out.raw(i == 0 ? "{\"sides\":" : ",{\"sides\":").number(roll.pool().sides());
      out.raw(",\"value\":").number(faces.get(i)).raw(",\"kept\":true}");
    }
    out.raw("]}");
  }

  /** Writes the error object: code, message, pos, len and, where there is one, a hint. */
  static void error(NotationError error, ReplyWriter out) {
    out.raw("{\"code\":").string(error.code().id()).raw(",\"message\":").string(error.text());
    out.raw(",\"pos\":").number(error.position()).raw(",\"len\":").number(error.length());
    if (error.hint() != null) {
      out.raw(",\"hint\":").string(error.hint());
    }
    out.raw("}");
  }
}
