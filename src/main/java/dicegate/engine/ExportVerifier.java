package dicegate.engine;

import dicegate.json.JsonReader;
import dicegate.json.JsonValue;
import dicegate.text.PlainText;
import dicegate.verify.RollProof;
import dicegate.verify.SeriesLedger;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.SeededBody;
import dicegate.wire.frames.Verb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the rolls of an exported log: each key against its commitment, the dice against the
 * stream of their seed, the whole roll by evaluating its expression again, and each series for
 * rolls left out or used twice. {@code src/docs/verify.md} has the format.
 *
 * <p>Confined to one thread.
 */
final class ExportVerifier {

  private static final RequestId ID = new RequestId(1);
  private static final long TTL_MILLIS = 1_000;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  /** The longest player's seed and expression, in UTF-16 units; longer ones are no proof. */
  private static final int MAX_SEED_CHARS = 64;

  private static final int MAX_EXPRESSION_CHARS = 4_096;

  /** The last number of the longest series. */
  private static final int MAX_INDEX = (1 << RollProof.MAX_PATH) - 1;

  private static final String TOO_LARGE = "too_large";

  private final Responder responder;
  private final SeriesLedger ledger = new SeriesLedger();
  private final List<Finding> findings = new ArrayList<>();

  /** What was found about one entry, or about the log as a whole. */
  record Finding(Kind kind, String where, String text) {

    /** How good it is. */
    enum Kind {
      /** The dice are proven. */
      VERIFIED,
      /** They are proven to follow from the seed, but no player had a part in it. */
      WITHOUT_PLAYER,
      /** There is nothing to verify, and the log says so. */
      NOT_VERIFIABLE,
      /** The proof is wrong. */
      FAILED
    }
  }

  /**
   * Makes a verifier for one log.
   *
   * @param responder of an engine whose language is that of the engines that rolled
   */
  ExportVerifier(Responder responder) {
    this.responder = responder;
  }

  /**
   * Verifies a log.
   *
   * @return empty if the value is no exported log
   */
  Optional<List<Finding>> verify(JsonValue export) {
    if (!(export instanceof JsonValue.Members log)
        || !(log.values().get("entries") instanceof JsonValue.Elements entries)) {
      return Optional.empty();
    }
    for (int i = 0; i < entries.values().size(); i++) {
      if (entries.values().get(i) instanceof JsonValue.Members entry) {
        verifyEntry("entry " + (i + 1), entry.values());
      }
    }
    ledger
        .gaps()
        .forEach(
            (root, missing) ->
                failed(
                    "series " + root,
                    "the log has no roll for these numbers of the series: " + missing));
    return Optional.of(List.copyOf(findings));
  }

  private void verifyEntry(String place, Map<String, JsonValue> entry) {
    String type = text(entry.get("type"));
    if (!type.equals("rolled") && !type.equals("result") && !type.equals("row")) {
      return;
    }
    String where = entry.get("seq") instanceof JsonValue.Numeral seq ? "seq " + seq.value() : place;
    String roll =
        entry.get("reveals") instanceof JsonValue.Numeral shown ? "seq " + shown.value() : where;
    if (!(entry.get("proof") instanceof JsonValue.Members proof)) {
      find(Finding.Kind.NOT_VERIFIABLE, where, reasonWithoutProof(entry));
      return;
    }
    Map<String, JsonValue> members = proof.values();
    Optional<Integer> index = index(members.get("index"));
    String root = text(members.get("root"));
    if (index.isEmpty() || !HEX.matcher(root).matches()) {
      failed(where, "its proof has no root or no index");
      return;
    }
    boolean hidden = entry.get("hidden") == JsonValue.Literal.TRUE;
    List<String> faults = ledger.add(root, index.get(), roll, indexes(members.get("unused")));
    faults.forEach(fault -> failed(where, fault));
    if (hidden && members.containsKey("key")) {
      failed(where, "the key of a hidden roll is told");
    } else if (hidden) {
      find(Finding.Kind.NOT_VERIFIABLE, where, "hidden; it can be verified when it is revealed");
    } else if (!members.containsKey("key")) {
      find(Finding.Kind.NOT_VERIFIABLE, where, "the log does not have its key");
    } else if (faults.isEmpty()) {
      verifyProof(where, members, root, index.get(), entry.get("roll"));
    }
  }

  private static String reasonWithoutProof(Map<String, JsonValue> entry) {
    boolean byHand =
        entry.get("roll") instanceof JsonValue.Members roll
            && text(roll.values().get("by")).equals("hand");
    if (byHand) {
      return "dice by hand";
    }
    String engine = text(entry.get("engine"));
    return engine.isEmpty() ? "no proof" : "the engine knows no seeds: " + engine;
  }

  private void verifyProof(
      String where,
      Map<String, JsonValue> members,
      String root,
      int index,
      @Nullable JsonValue roll) {
    String key = text(members.get("key"));
    String seed = text(members.get("seed"));
    String expression = text(members.get("expr"));
    List<String> path = new ArrayList<>();
    if (members.get("path") instanceof JsonValue.Elements siblings) {
      siblings.values().forEach(sibling -> path.add(text(sibling)));
    }
    if (!HEX.matcher(key).matches()
        || path.size() > RollProof.MAX_PATH
        || !path.stream().allMatch(sibling -> HEX.matcher(sibling).matches())
        || seed.length() > MAX_SEED_CHARS
        || expression.length() > MAX_EXPRESSION_CHARS) {
      failed(where, "its proof is not complete");
      return;
    }
    RollProof proof = new RollProof(root, index, key, path, seed, expression);
    if (!proof.isCommitted()) {
      failed(where, "the key is not the one that the server was committed to");
      return;
    }
    Optional<String> difference = difference(proof, roll);
    if (difference.isPresent()) {
      failed(where, difference.get());
    } else if (seed.isEmpty()) {
      find(
          Finding.Kind.WITHOUT_PLAYER,
          where,
          "the dice follow from the commitment, but no player gave a seed");
    } else {
      find(Finding.Kind.VERIFIED, where, expression);
    }
  }

  /** Returns how a roll differs from what follows from its seed; empty if it does not. */
  private Optional<String> difference(RollProof proof, @Nullable JsonValue told) {
    SeededBody body = SeededBody.of(proof.rollSeed(), proof.expression());
    byte[] request = EngineFrames.request(Verb.SEEDED, ID, TTL_MILLIS, body.text());
    String reply =
        new String(responder.answer(EngineFrames.parse(request)), StandardCharsets.UTF_8);
    return Optional.of(compare(reply, proof.expression(), told)).filter(text -> !text.isEmpty());
  }

  private static String compare(String reply, String expression, @Nullable JsonValue told) {
    String json = reply.substring(reply.indexOf('{'));
    boolean isRoll = reply.startsWith("DG1 " + ID.text() + " ok ");
    JsonValue evaluated = JsonReader.read(json).orElse(JsonValue.Literal.NULL);
    if (!(told instanceof JsonValue.Members roll)
        || !(evaluated instanceof JsonValue.Members expected)) {
      return "there is no roll";
    }
    if (roll.values().get("error") instanceof JsonValue.Members error) {
      String code = text(error.values().get("code"));
      boolean same = !isRoll && code.equals(text(expected.values().get("code")));
      return same || code.equals(TOO_LARGE)
          ? ""
          : "it is told as an error, which does not follow from the seed";
    }
    if (!isRoll) {
      return "the expression has no result with this seed";
    }
    return differingMember(expected.values(), roll.values(), expression);
  }

  /** Compares what is told with what is expected; engines need not send all members. */
  private static String differingMember(
      Map<String, JsonValue> expected, Map<String, JsonValue> told, String expression) {
    for (Map.Entry<String, JsonValue> member : expected.entrySet()) {
      JsonValue value = told.get(member.getKey());
      boolean agrees =
          switch (member.getKey()) {
            // An engine that is not ours may repeat the text as it was typed.
            case "expr" ->
                value == null || isText(value, expression) || same(member.getValue(), value);
            case "total", "dice", "rolls" -> value != null && same(member.getValue(), value);
            default -> value == null || same(member.getValue(), value);
          };
      if (!agrees) {
        return "its %s is not what follows from the seed".formatted(member.getKey());
      }
    }
    return "";
  }

  private static boolean isText(JsonValue value, String expected) {
    return value instanceof JsonValue.Text text && text.value().equals(expected);
  }

  private static String text(@Nullable JsonValue value) {
    return value instanceof JsonValue.Text text ? text.value() : "";
  }

  private static Optional<Integer> index(@Nullable JsonValue value) {
    return value instanceof JsonValue.Numeral number && number.wholeWithin(0, MAX_INDEX)
        ? Optional.of(number.value().intValueExact())
        : Optional.empty();
  }

  private static List<Integer> indexes(@Nullable JsonValue value) {
    return value instanceof JsonValue.Elements list
        ? list.values().stream().map(ExportVerifier::index).flatMap(Optional::stream).toList()
        : List.of();
  }

  private void failed(String where, String text) {
    find(Finding.Kind.FAILED, where, text);
  }

  /** Adds a finding; its text may come from strangers, and is printed on a terminal. */
  private void find(Finding.Kind kind, String where, String text) {
    findings.add(new Finding(kind, PlainText.clean(where), PlainText.clean(text)));
  }

  /** Compares values; numbers by value, objects by the members that both have. */
  private static boolean same(JsonValue a, JsonValue b) {
    if (a instanceof JsonValue.Numeral x && b instanceof JsonValue.Numeral y) {
      return x.value().compareTo(y.value()) == 0;
    }
    if (a instanceof JsonValue.Elements x && b instanceof JsonValue.Elements y) {
      if (x.values().size() != y.values().size()) {
        return false;
      }
      for (int i = 0; i < x.values().size(); i++) {
        if (!same(x.values().get(i), y.values().get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof JsonValue.Members x && b instanceof JsonValue.Members y) {
      return x.values().keySet().equals(y.values().keySet())
          && x.values().entrySet().stream()
              .allMatch(
                  member ->
                      same(
                          member.getValue(),
                          y.values().getOrDefault(member.getKey(), JsonValue.Literal.NULL)));
    }
    return a.equals(b);
  }
}
