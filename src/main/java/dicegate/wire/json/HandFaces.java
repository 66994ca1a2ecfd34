package dicegate.wire.json;

import dicegate.text.FaceText;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the faces that real dice showed, {@code "faces":[3,5]}. Stateless. */
final class HandFaces {

  /** What {@link #read} accepts, for a person. */
  static final String RULE =
      "The member faces is an array of what the dice showed, each a whole number, or the text of a"
          + " face with symbols: without blanks and commas, at most %d characters."
              .formatted(FaceText.MAX_CHARS);

  private HandFaces() {}

  /** Reads the member of a message, which has one; null if it is not valid. */
  static @Nullable List<String> read(JsonValue faces) {
    if (!(faces instanceof JsonArray array)) {
      return null;
    }
    List<String> texts = new ArrayList<>(array.size());
    for (JsonValue face : array) {
      String text =
          switch (face) {
            case JsonNumber number -> WholeNumber.isInt(number) ? number.toString() : "";
            case JsonString string -> string.getString();
            default -> "";
          };
      if (!FaceText.is(text)) {
        return null;
      }
      texts.add(text);
    }
    return texts;
  }
}
