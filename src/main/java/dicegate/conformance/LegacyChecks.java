package dicegate.conformance;

import dicegate.json.JsonReader;
import dicegate.wire.frames.LegacyFrames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The checks of the original's protocol. Much text crashes the original, so the checks send only
 * text that a gateway would send to it: see {@link LegacyFrames#canEncode}. Confined to the thread
 * of its probe.
 */
final class LegacyChecks {

  private static final Pattern PYTHON_LIST = Pattern.compile("\\[(?:[0-9]+(?:, [0-9]+)*)?\\]");
  private static final Duration QUIET_PERIOD = Duration.ofMillis(300);
  private static final int IN_A_ROW = 100;
  private static final int FACE_ROLLS = 20;

  private final EngineProbe probe;
  private int lastId;

  LegacyChecks(EngineProbe probe) {
    this.probe = probe;
  }

  /** Returns the checks, in the order to run them. */
  List<Check> all() {
    return List.of(
        new Check("3d6 answers <id>:[a, b, c], as json.dumps writes it", this::roll),
        new Check("unusual text that the original rolls is rolled", this::unusualRolls),
        new Check("text that is not a roll answers \"whaaat?\"", this::invalidRoll),
        new Check("ids come back as they were sent", this::ids),
        new Check("only faces from 1 to 6 are rolled on a d6", this::faces),
        new Check("100 requests in a row have one reply each", this::inARow),
        new Check("two requests at once have one reply each", this::twoAtOnce));
  }

  private String roll() {
    rolled("3d6", 3);
    return "";
  }

  private String unusualRolls() {
    rolled("0d6", 0);
    rolled("00003d006", 3);
    return "";
  }

  private String invalidRoll() {
    for (String text : List.of("abc", "-1d6", "3D6", "3d6:4", "d6", "3d", "2d6+1", "DG1")) {
      String answer = ask(freshId(), text);
      if (!answer.equals(LegacyFrames.NOT_A_ROLL)) {
        throw CheckFailure.wrong(text, Quoted.text(answer), LegacyFrames.NOT_A_ROLL);
      }
    }
    return "";
  }

  private String ids() {
    for (String id : List.of("0", "d3b07384-d113-11ee-a506-0242ac120002", "x".repeat(64))) {
      faces(ask(id, "3d6"), "3d6", 3);
    }
    return "";
  }

  /* The original never rolls the highest face. That is reported, but is not a failure: the original
  defines the protocol. */
  private String faces() {
    Set<Integer> seen = new TreeSet<>();
    for (int i = 0; i < FACE_ROLLS; i++) {
      seen.addAll(rolled("20d6", 20));
    }
    if (!seen.containsAll(List.of(1, 2, 3, 4, 5))) {
      throw CheckFailure.wrong(
          "20 rolls of 20d6", "only the faces " + seen, "each of the faces 1 to 5 at least once");
    }
    return seen.contains(6) ? "" : "no 6 was rolled, as with the original";
  }

  private String inARow() {
    for (int i = 0; i < IN_A_ROW; i++) {
      rolled("3d6", 3);
    }
    expectNoFurtherReply("100 requests in a row");
    return "";
  }

  private String twoAtOnce() {
    Set<String> waiting = new TreeSet<>(List.of(freshId(), freshId()));
    waiting.forEach(id -> probe.send(request(id, "3d6")));
    while (!waiting.isEmpty()) {
      String reply = receive("two requests at once");
      String id = reply.substring(0, Math.max(reply.indexOf(':'), 0));
      if (!waiting.remove(id)) {
        throw CheckFailure.wrong(
            "two requests at once", Quoted.text(reply), "one reply for each of the two ids");
      }
      faces(reply.substring(id.length() + 1), "3d6", 3);
    }
    expectNoFurtherReply("two requests at once");
    return "";
  }

  private void expectNoFurtherReply(String sent) {
    Optional<byte[]> extra = probe.receive(QUIET_PERIOD);
    if (extra.isPresent()) {
      throw CheckFailure.wrong(
          sent, "one reply too many: " + Quoted.frame(extra.get()), "one reply for each request");
    }
  }

  private List<Integer> rolled(String text, int dice) {
    return faces(ask(freshId(), text), text, dice);
  }

  private static List<Integer> faces(String answer, String text, int dice) {
    Optional<List<Integer>> faces =
        PYTHON_LIST.matcher(answer).matches()
            ? JsonReader.read(answer).flatMap(value -> RollShapes.array(value, dice, 6))
            : Optional.empty();
    return faces.orElseThrow(
        () ->
            CheckFailure.wrong(
                text,
                Quoted.text(answer),
                "a list of " + dice + " numbers from 1 to 6, such as [1, 2, 1]"));
  }

  /* Returns the part of the reply after the id and the colon. */
  private String ask(String id, String text) {
    probe.send(request(id, text));
    String sent = id + " " + text;
    String reply = receive(sent);
    if (!reply.startsWith(id + ":")) {
      throw CheckFailure.wrong(sent, Quoted.text(reply), id + ":<json>");
    }
    return reply.substring(id.length() + 1);
  }

  private String receive(String sent) {
    byte[] frame = probe.receive().orElseThrow(() -> CheckFailure.noReply(sent, "a reply"));
    return new String(frame, StandardCharsets.UTF_8);
  }

  private String freshId() {
    lastId++;
    return Integer.toString(lastId);
  }

  private static byte[] request(String id, String text) {
    return (id + " " + text).getBytes(StandardCharsets.UTF_8);
  }
}
