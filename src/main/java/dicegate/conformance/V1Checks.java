package dicegate.conformance;

import dicegate.json.JsonReader;
import dicegate.json.JsonValue;
import dicegate.wire.frames.EngineReply.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The checks of the v1 protocol. Confined to the thread of its probe. */
final class V1Checks {

  private static final long TTL_MILLIS = 5_000;
  private static final long LONG_TTL_MILLIS = 999_999_999_999L;
  private static final int MAX_WINDOW = 65_536;

  /** The most requests sent at once, even if the window is larger. */
  private static final int MAX_AT_ONCE = 1_000;

  private static final int TEXT_CHARS = 1_000;
  private static final int IN_A_ROW = 100;

  /** 400 dice: a fair d6 misses one of its faces in one of 10^31 runs. */
  private static final int FACE_ROLLS = 20;

  private static final Duration QUIET_PERIOD = Duration.ofMillis(300);

  private static final String ROLL_OF_3D6 =
      "a roll object: expr, total, and 3 dice with sides 6, value 1 to 6, kept true";

  private static final List<String> MALFORMED =
      List.of(
          "DG1",
          "DG1 ",
          "DG1 ROLL",
          "DG1 ROLL bad-1",
          "DG1 ROLL bad-2 5000",
          "DG1 ROLL bad-3 soon 3d6",
          "DG1 ROLL bad-4 -1 3d6",
          "DG1  bad-5 5000 3d6",
          "DG1 ROLL bad-6 5000 \u00ff",
          "DG1 BATCH bad-7 5000",
          "DG1 BATCH bad-8 5000 \n\nDG1\nDG1 ROLL\n3d6\nDG1 ROLL bad-9 5000 \u00ff",
          "DG1 BATCH bad-10 5000 ".repeat(2_000),
          "DG1 BATCH bad-11 5000 " + "\n".repeat(10_000),
          "",
          "\u0000\u00fe");

  private final EngineProbe probe;
  private int lastId;
  private int window = 1;
  private boolean namesBatch;

  V1Checks(EngineProbe probe) {
    this.probe = probe;
  }

  /** Returns the checks, in the order to run them. */
  List<Check> all() {
    return List.of(
        new Check("INFO reports name, version, features, limits and window", this::info),
        new Check("ROLL 3d6 answers the roll object", this::roll),
        new Check(
            "ROLL of text that is not a roll answers an error with code and message",
            this::invalidRoll),
        new Check("an unknown verb is unsupported", this::unknownVerb),
        new Check("ids come back as they were sent", this::ids),
        new Check("UTF-8 in an expression is answered", this::unicode),
        new Check("an empty expression is answered", this::emptyText),
        new Check("an expression of 1,000 characters is answered", this::longText),
        new Check("a ttl of 0 is answered, a long one rolled", this::ttl),
        new Check("every face of a d6 is rolled, and no other number", this::faces),
        new Check("ODDS answers an object, or is unsupported", this::odds),
        new Check("BARE 3d6 answers an array, or is unsupported", this::bare),
        new Check("BY_HAND 3,5 2d6 answers a roll of these faces, or is unsupported", this::byHand),
        new Check("SEEDED answers the published rolls, or is unsupported", this::seeded),
        new Check("BATCH answers requests by lines, or is unsupported", this::batch),
        new Check("100 requests in a row have one reply each", this::inARow),
        new Check("a window of requests at once has one reply each", this::atOnce),
        new Check("malformed frames do no harm", this::malformed));
  }

  private String info() {
    Reply reply = ask("INFO", "");
    if (reply.status() != Status.OK
        || !(reply.json() instanceof JsonValue.Members info)
        || !(info.values().get("name") instanceof JsonValue.Text name)
        || !(info.values().get("version") instanceof JsonValue.Text)
        || !(info.values().get("features") instanceof JsonValue.Elements features)
        || !(info.values().get("limits") instanceof JsonValue.Members)
        || !(info.values().get("window") instanceof JsonValue.Numeral windowMember)
        || !windowMember.wholeWithin(1, MAX_WINDOW)) {
      throw reply.failure(
          "ok and an object: name and version texts, features an array, limits an object, window"
              + " a whole number from 1 to 65536");
    }
    window = windowMember.value().intValue();
    namesBatch = features.values().stream().anyMatch(V1Checks::isBatch);
    return "name " + Quoted.text(name.value()) + ", window " + window;
  }

  private String roll() {
    rolled(ask("ROLL", "3d6"), 3, ROLL_OF_3D6);
    return "";
  }

  private String invalidRoll() {
    for (String text : List.of("abc", "whaaat?", "3d6 3d6", "d", "((((")) {
      Reply reply = ask("ROLL", text);
      if (reply.status() != Status.ERROR || !isError(reply.json()) || hasRolled(reply.json())) {
        throw reply.failure("error and an object with code and message, without rolled");
      }
    }
    return "";
  }

  private String unknownVerb() {
    Reply reply = ask("JUGGLE", "3d6");
    if (reply.status() != Status.UNSUPPORTED) {
      throw reply.failure("unsupported and the body {}");
    }
    return "";
  }

  private String ids() {
    for (String id : List.of("0", "007", "999999999999999999", "a.B_9-z", "x".repeat(64))) {
      rolled(ask(id, "ROLL", TTL_MILLIS, "3d6"), 3, ROLL_OF_3D6);
    }
    return "";
  }

  private String unicode() {
    for (String text : List.of("\u0663d\u0666", "W\u00fcrfel \ud83c\udfb2", "3d6 # \u9ab0\u5b50")) {
      rollOrError(ask("ROLL", text));
    }
    return "";
  }

  private String emptyText() {
    rollOrError(ask("ROLL", ""));
    return "";
  }

  private String longText() {
    rollOrError(ask("ROLL", "1" + "+1".repeat(TEXT_CHARS / 2 - 1) + "1"));
    rollOrError(ask("ROLL", "1".repeat(TEXT_CHARS)));
    rollOrError(ask("ROLL", "(".repeat(TEXT_CHARS)));
    return "";
  }

  private String ttl() {
    rollOrError(ask(freshId(), "ROLL", 0, "3d6"));
    rolled(ask(freshId(), "ROLL", LONG_TTL_MILLIS, "3d6"), 3, ROLL_OF_3D6);
    return "";
  }

  private String faces() {
    Set<Integer> seen = new TreeSet<>();
    for (int i = 0; i < FACE_ROLLS; i++) {
      seen.addAll(rolled(ask("ROLL", "20d6"), 20, "20 dice with values 1 to 6, and their sum"));
    }
    if (seen.size() < 6) {
      throw CheckFailure.wrong(
          "20 rolls of 20d6", "only the faces " + seen, "each of the faces 1 to 6 at least once");
    }
    return "";
  }

  private String odds() {
    Reply reply = ask("ODDS", "2d6");
    boolean answered = reply.status() == Status.OK && reply.json() instanceof JsonValue.Members;
    if (!answered && reply.status() != Status.UNSUPPORTED) {
      throw reply.failure("ok and an object, or unsupported");
    }
    return reply.status().token();
  }

  private String bare() {
    Reply reply = ask("BARE", "3d6");
    boolean answered =
        reply.status() == Status.OK && RollShapes.array(reply.json(), 3, 6).isPresent();
    if (!answered && reply.status() != Status.UNSUPPORTED) {
      throw reply.failure("ok and an array of 3 numbers from 1 to 6, or unsupported");
    }
    return reply.status().token();
  }

  private String byHand() {
    Reply reply = ask("BY_HAND", "3,5 2d6");
    if (reply.status() == Status.UNSUPPORTED) {
      return reply.status().token();
    }
    if (reply.status() != Status.OK
        || !(reply.json() instanceof JsonValue.Members roll)
        || !(roll.values().get("total") instanceof JsonValue.Numeral total)
        || total.value().intValue() != 8
        || roll.values().containsKey("by")) {
      throw reply.failure("ok and a roll object with the total 8 and no member by, or unsupported");
    }
    Reply missing = ask("BY_HAND", "3 2d6");
    if (missing.status() != Status.ERROR || !isError(missing.json()) || hasRolled(missing.json())) {
      throw missing.failure("error and an object with code and message, without rolled");
    }
    return reply.status().token();
  }

  private String seeded() {
    int refused = 0;
    List<SeededVector> vectors = SeededVector.all();
    for (SeededVector vector : vectors) {
      Reply reply = ask("SEEDED", vector.seed() + " " + vector.expression());
      if (reply.status() == Status.UNSUPPORTED) {
        return reply.status().token();
      }
      boolean error = reply.status() == Status.ERROR && isError(reply.json());
      if (error && !vector.isError() && vector.mayBeRefused() && !hasRolled(reply.json())) {
        refused++;
      } else if (vector.isError() ? !error : !vector.agrees(reply.json())) {
        throw reply.failure("the published answer: " + vector.answer());
      }
    }
    return vectors.size() - refused + " of " + vectors.size() + " answered, the others refused";
  }

  private String inARow() {
    for (int i = 0; i < IN_A_ROW; i++) {
      rolled(ask("ROLL", "3d6"), 3, ROLL_OF_3D6);
    }
    expectNoFurtherReply("100 requests in a row");
    return "";
  }

  private String batch() {
    String roll = freshId();
    String invalid = freshId();
    String unknown = freshId();
    String id = freshId();
    String body =
        String.join(
            "\n",
            text(request(roll, "ROLL", TTL_MILLIS, "3d6")),
            text(request(invalid, "ROLL", TTL_MILLIS, "whaaat?")),
            text(request(unknown, "JUGGLE", TTL_MILLIS, "3d6")));
    byte[] request = request(id, "BATCH", TTL_MILLIS, body);
    String sent = text(request);
    probe.send(request);
    byte[] frame = replyTo(sent, "a reply");
    expectNoFurtherReply(sent);
    String head = "DG1 " + id + " ok ";
    if (!text(frame).startsWith(head)) {
      if (namesBatch || reply(id, sent, frame).status() != Status.UNSUPPORTED) {
        throw CheckFailure.wrong(
            sent,
            Quoted.frame(frame),
            head + "<a reply in each line>, or unsupported if INFO does" + " not name batch");
      }
      return "unsupported";
    }
    String lines = text(frame).substring(head.length());
    if (!isUtf8(frame, text(frame))) {
      throw CheckFailure.wrong(sent, Quoted.frame(frame), "UTF-8");
    }
    Map<String, Status> expected =
        Map.of(roll, Status.OK, invalid, Status.ERROR, unknown, Status.UNSUPPORTED);
    Set<String> answered = new HashSet<>();
    for (String line : lines.isEmpty() ? List.<String>of() : splitLines(lines)) {
      String[] tokens = line.split(" ", 3);
      String lineId = tokens.length == 3 ? tokens[1] : "";
      Status wanted = expected.get(lineId);
      if (wanted == null || !answered.add(lineId)) {
        throw CheckFailure.wrong(
            sent, Quoted.frame(frame), "one reply for each request at most, under its id");
      }
      checkBatched(sent, lineId, wanted, line);
    }
    return answered.size() + " of 3 answered";
  }

  /* As the gateway does: a line feed at the end begins no line. */
  private static List<String> splitLines(String lines) {
    return List.of(
        (lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines).split("\n", -1));
  }

  private void checkBatched(String sent, String id, Status expected, String line) {
    Reply reply = reply(id, sent, line.getBytes(StandardCharsets.UTF_8));
    if (reply.status() != expected) {
      throw reply.failure(expected.token());
    }
    if (expected == Status.OK) {
      rolled(reply, 3, ROLL_OF_3D6);
    }
  }

  private static boolean isBatch(JsonValue feature) {
    return feature instanceof JsonValue.Text text && text.value().equalsIgnoreCase("batch");
  }

  private String atOnce() {
    int count = Math.min(window, MAX_AT_ONCE);
    String sent = count + " requests at once";
    Set<String> waiting = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String id = freshId();
      waiting.add(id);
      probe.send(request(id, "ROLL", TTL_MILLIS, "3d6"));
    }
    while (!waiting.isEmpty()) {
      byte[] frame = replyTo(sent, waiting.size() + " more replies");
      String[] tokens = text(frame).split(" ", 3);
      if (tokens.length < 3 || !waiting.remove(tokens[1])) {
        throw CheckFailure.wrong(sent, Quoted.frame(frame), "one reply for each id, and no other");
      }
      rolled(reply(tokens[1], sent, frame), 3, ROLL_OF_3D6);
    }
    expectNoFurtherReply(sent);
    return count + " at once";
  }

  private void expectNoFurtherReply(String sent) {
    Optional<byte[]> extra = probe.receive(QUIET_PERIOD);
    if (extra.isPresent()) {
      throw CheckFailure.wrong(
          sent, "one reply too many: " + Quoted.frame(extra.get()), "one reply for each request");
    }
  }

  private String malformed() {
    int answered = 0;
    for (String frame : MALFORMED) {
      // One byte for each char, so that two of the frames are not valid UTF-8.
      probe.send(frame.getBytes(StandardCharsets.ISO_8859_1));
      answered += worksAfter(frame) ? 1 : 0;
      // An engine with several workers may answer the malformed frame after the valid one.
      probe.reopen();
    }
    return answered + " of " + MALFORMED.size() + " answered";
  }

  /* Tells whether the malformed frame was answered, before the reply to the valid roll. */
  private boolean worksAfter(String malformed) {
    String id = freshId();
    String expected = "the roll that was sent next, after one reply at most";
    probe.send(request(id, "ROLL", TTL_MILLIS, "3d6"));
    byte[] first = replyTo(malformed, expected);
    boolean answered = !text(first).startsWith("DG1 " + id + " ");
    byte[] rolled = answered ? replyTo(malformed, expected) : first;
    rolled(reply(id, malformed, rolled), 3, expected);
    return answered;
  }

  private List<Integer> rolled(Reply reply, int dice, String expected) {
    if (reply.status() != Status.OK) {
      throw reply.failure("ok and " + expected);
    }
    return RollShapes.object(reply.json(), dice, 6).orElseThrow(() -> reply.failure(expected));
  }

  private void rollOrError(Reply reply) {
    boolean rolled = reply.status() == Status.OK && reply.json() instanceof JsonValue.Members;
    boolean refused = reply.status() == Status.ERROR && isError(reply.json());
    if (!rolled && !refused) {
      throw reply.failure("ok and an object, or error with code and message");
    }
  }

  private static boolean isError(JsonValue value) {
    if (!(value instanceof JsonValue.Members error)) {
      return false;
    }
    Map<String, JsonValue> values = error.values();
    return values.get("code") instanceof JsonValue.Text code
        && values.get("message") instanceof JsonValue.Text message
        && !code.value().isEmpty()
        && !message.value().isEmpty();
  }

  /** Returns whether an error says, if only by a wrong value, that dice were rolled before it. */
  private static boolean hasRolled(JsonValue error) {
    return error instanceof JsonValue.Members members
        && members.values().getOrDefault("rolled", JsonValue.Literal.FALSE)
            != JsonValue.Literal.FALSE;
  }

  private Reply ask(String verb, String body) {
    return ask(freshId(), verb, TTL_MILLIS, body);
  }

  private Reply ask(String id, String verb, long ttlMillis, String body) {
    byte[] request = request(id, verb, ttlMillis, body);
    probe.send(request);
    return reply(id, text(request), replyTo(text(request), "a reply"));
  }

  private String freshId() {
    lastId++;
    return Integer.toString(lastId);
  }

  private byte[] replyTo(String sent, String expected) {
    return probe.receive().orElseThrow(() -> CheckFailure.noReply(sent, expected));
  }

  private static Reply reply(String id, String sent, byte[] frame) {
    String head = "DG1 " + id + " ";
    String text = text(frame);
    String rest = text.startsWith(head) ? text.substring(head.length()) : "";
    for (Status status : Status.values()) {
      if (rest.startsWith(status.token() + " ")) {
        String body = rest.substring(status.token().length() + 1);
        Optional<JsonValue> json = isUtf8(frame, text) ? JsonReader.read(body) : Optional.empty();
        if (json.isPresent()) {
          return new Reply(sent, Quoted.frame(frame), status, json.get());
        }
      }
    }
    throw CheckFailure.wrong(
        sent, Quoted.frame(frame), head + "<ok, error or unsupported> <one JSON value, UTF-8>");
  }

  private static byte[] request(String id, String verb, long ttlMillis, String body) {
    return ("DG1 " + verb + " " + id + " " + ttlMillis + " " + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] frame) {
    return new String(frame, StandardCharsets.UTF_8);
  }

  /* Decoding replaces invalid UTF-8, so encoding the result again gives other bytes. */
  private static boolean isUtf8(byte[] frame, String decoded) {
    return Arrays.equals(frame, decoded.getBytes(StandardCharsets.UTF_8));
  }

  /** A reply with the syntax of the protocol. */
  private record Reply(String sent, String got, Status status, JsonValue json) {

    CheckFailure failure(String expected) {
      return CheckFailure.wrong(sent, got, expected);
    }
  }
}
