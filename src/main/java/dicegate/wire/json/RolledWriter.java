package dicegate.wire.json;

import static java.util.stream.Collectors.joining;

import jakarta.json.spi.JsonProvider;
import java.util.List;

/**
 * Writes {@code rolled}, the frame that a table sends most: the same text as by JSON-B, member by
 * member in the order of their names, without its reflection and copies. Thread-safe.
 */
record RolledWriter(JsonProvider jsonp) {

  /** The text of a frame without its roll is usually shorter than this. */
  private static final int HEAD_CHARS = 384;

  /** The text of a proof that is told with a roll is usually shorter than this. */
  private static final int PROOF_CHARS = 128;

  private static final String NOT_VERIFIABLE = ",\"verifiable\":false";

  /** Writes the frame up to, and without, its closing brace. */
  StringBuilder head(ServerFrame.Rolled rolled, int moreChars) {
    StringBuilder out = new StringBuilder(HEAD_CHARS + moreChars);
    out.append("{\"at\":").append(rolled.at());
    person(out.append(",\"by\":"), rolled.by());
    ServerFrame.RollOrigin origin = rolled.origin();
    engine(out, origin);
    if (rolled.expr() != null) {
      string(out.append(",\"expr\":"), rolled.expr());
    }
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
    if (origin.proof() != null) {
      proof(out.append(",\"proof\":"), origin.proof());
    }
    if (rolled.reveals() != null) {
      out.append(",\"reveals\":").append(rolled.reveals());
    }
    out.append(",\"seq\":").append(rolled.seq());
    addressees(out.append(",\"to\":"), rolled);
    string(out.append(",\"type\":"), rolled.type());
    if (origin.unseededBy() != null) {
      out.append(NOT_VERIFIABLE);
    }
    return out;
  }

  /** Returns the members that say how the dice can be checked, each with a comma before it. */
  String origin(ServerFrame.RollOrigin origin) {
    ServerFrame.DiceProof proof = origin.proof();
    if (proof != null && proof.isNumber()) {
      return ",\"proof\":{\"index\":" + proof.index() + ",\"root\":\"" + proof.root() + "\"}";
    }
    if (proof != null) {
      StringBuilder out = new StringBuilder(PROOF_CHARS);
      proof(out.append(",\"proof\":"), proof);
      return out.toString();
    }
    if (origin.unseededBy() == null) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    engine(out, origin);
    return out.append(NOT_VERIFIABLE).toString();
  }

  private void engine(StringBuilder out, ServerFrame.RollOrigin origin) {
    String engine = origin.unseededBy();
    if (engine != null && !engine.isEmpty()) {
      string(out.append(",\"engine\":"), engine);
    }
  }

  /** Writes a proof; of its texts only the seed and the expression may need escapes. */
  private void proof(StringBuilder out, ServerFrame.DiceProof proof) {
    out.append('{');
    if (proof.expr() != null) {
      string(out.append("\"expr\":"), proof.expr());
      out.append(',');
    }
    if (proof.hidden() != null) {
      out.append("\"hidden\":").append(joined(proof.hidden())).append(',');
    }
    out.append("\"index\":").append(proof.index());
    if (proof.key() != null) {
      out.append(",\"key\":\"").append(proof.key()).append('"');
    }
    if (proof.path() != null) {
      texts(out.append(",\"path\":"), proof.path());
    }
    out.append(",\"root\":\"").append(proof.root()).append('"');
    if (proof.seed() != null) {
      string(out.append(",\"seed\":"), proof.seed());
    }
    if (proof.unused() != null) {
      out.append(",\"unused\":").append(joined(proof.unused()));
    }
    out.append('}');
  }

  private static String joined(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(joining(",", "[", "]"));
  }

  /** Writes texts that need no escapes. */
  private static void texts(StringBuilder out, List<String> texts) {
    out.append(texts.isEmpty() ? "[]" : "[\"" + String.join("\",\"", texts) + "\"]");
  }

  private void addressees(StringBuilder out, ServerFrame.Rolled rolled) {
    List<String> members = rolled.whisperedTo();
    if (members == null) {
      string(out, rolled.to());
    } else {
      // Ids are base64url.
      texts(out, members);
    }
  }

  /** Writes a member without roots, which only lists of members have. */
  private void person(StringBuilder out, ServerFrame.Person person) {
    string(out.append("{\"colour\":"), person.colour());
    string(out.append(",\"id\":"), person.id());
    string(out.append(",\"name\":"), person.name());
    string(out.append(",\"role\":"), person.role());
    if (person.theme() != null) {
      string(out.append(",\"theme\":"), person.theme());
    }
    out.append('}');
  }

  private void string(StringBuilder out, String text) {
    if (isPlain(text)) {
      out.append('"').append(text).append('"');
    } else {
      out.append(jsonp.createValue(text));
    }
  }

  /** Returns whether all characters of a text stand for themselves in a JSON string. */
  private static boolean isPlain(String text) {
    // Not by a stream, which is an allocation for each text of each roll.
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit < ' ' || unit == '"' || unit == '\\') {
        return false;
      }
    }
    return true;
  }
}
