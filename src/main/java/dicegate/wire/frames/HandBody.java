package dicegate.wire.frames;

import java.util.List;
import java.util.Optional;

/**
 * The body of a {@link Verb#BY_HAND} request: the faces, a blank, and the expression. Between the
 * faces are commas; without any there is a minus.
 *
 * <pre>
 *   3,5 2d6+3       success,blank 3d[success,blank]       - 4d6
 * </pre>
 *
 * @param faces in the order in which the expression rolls its dice; each without blanks and commas,
 *     not empty, and no minus alone
 */
public record HandBody(List<String> faces, String expression) {

  private static final String NO_FACES = "-";
  private static final String SEPARATOR = ",";

  public HandBody {
    faces = List.copyOf(faces);
  }

  /** Parses the body; empty if it is not one. */
  public static Optional<HandBody> parse(String body) {
    int blank = body.indexOf(' ');
    if (blank <= 0) {
      return Optional.empty();
    }
    String faces = body.substring(0, blank);
    List<String> list = faces.equals(NO_FACES) ? List.of() : List.of(faces.split(SEPARATOR, -1));
    return list.stream().anyMatch(String::isEmpty)
        ? Optional.empty()
        : Optional.of(new HandBody(list, body.substring(blank + 1)));
  }

  /** Returns the body as sent. */
  public String text() {
    return (faces.isEmpty() ? NO_FACES : String.join(SEPARATOR, faces)) + ' ' + expression;
  }
}
