package dicegate.wire.json;

import jakarta.json.spi.JsonProvider;
import java.util.List;

/**
 * Writes {@code rolled}, the frame that a table sends most: the same text as by JSON-B, member by
 * member in the order of their names, without its reflection and copies. Thread-safe.
 */
record RolledWriter(JsonProvider jsonp) {

  /** The text of a frame without its roll is usually shorter than this. */
  private static final int HEAD_CHARS = 256;

  /** Writes the frame up to, and without, its closing brace. */
  StringBuilder head(ServerFrame.Rolled rolled, int moreChars) {
    StringBuilder out = new StringBuilder(HEAD_CHARS + moreChars);
    out.append("{\"at\":").append(rolled.at());
    person(out.append(",\"by\":"), rolled.by());
    if (rolled.hidden() != null) {
      out.append(",\"hidden\":").append(rolled.hidden());
    }
    if (rolled.label() != null) {
      string(out.append(",\"label\":"), rolled.label());
    }
    if (rolled.missed() != null) {
      out.append(",\"missed\":").append(rolled.missed());
    }
    string(out.append(",\"position\":"), rolled.position());
    if (rolled.reveals() != null) {
      out.append(",\"reveals\":").append(rolled.reveals());
    }
    out.append(",\"seq\":").append(rolled.seq());
    addressees(out.append(",\"to\":"), rolled);
    string(out.append(",\"type\":"), rolled.type());
    return out;
  }

  private void addressees(StringBuilder out, ServerFrame.Rolled rolled) {
    List<String> members = rolled.whisperedTo();
    if (members == null) {
      string(out, rolled.to());
    } else {
      // Ids are base64url.
      out.append("[\"").append(String.join("\",\"", members)).append("\"]");
    }
  }

  private void person(StringBuilder out, ServerFrame.Person person) {
    string(out.append("{\"colour\":"), person.colour());
    string(out.append(",\"id\":"), person.id());
    string(out.append(",\"name\":"), person.name());
    string(out.append(",\"role\":"), person.role());
    out.append('}');
  }

  private void string(StringBuilder out, String text) {
    if (text.chars().allMatch(RolledWriter::isPlain)) {
      out.append('"').append(text).append('"');
    } else {
      out.append(jsonp.createValue(text));
    }
  }

  /** Returns whether a character stands for itself in a JSON string. */
  private static boolean isPlain(int unit) {
    return unit >= ' ' && unit != '"' && unit != '\\';
  }
}
