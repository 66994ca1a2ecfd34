package dicegate.engine;

import dicegate.json.JsonValue;
import dicegate.text.PlainText;
import dicegate.verify.Commitments;
import dicegate.verify.Commitments.Commitment;
import dicegate.verify.Commitments.Presence;
import dicegate.verify.RollProof;
import dicegate.verify.RollSeries;
import dicegate.verify.SeriesLedger;
import dicegate.verify.SeriesLedger.Audience;
import dicegate.verify.SeriesLedger.Roll;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the rolls of an exported log: each key against its commitment, the dice against the
 * stream of their seed, the whole roll by evaluating its expression again, each series for rolls
 * left out or used twice, and the roots against the times at which they were published. {@code
 * src/docs/verify.md} has the format and the rules.
 *
 * <p>Confined to one thread; for one log.
 */
final class ExportVerifier {

  private static final List<String> SECRET_OF_HIDDEN =
      List.of("key", "path", "seed", "expr", "unused", "hidden");

  private final RollComparison comparison;
  private final SeriesLedger ledger = new SeriesLedger();
  private final List<Finding> findings = new ArrayList<>();

  /** The roots of each member's rolls for all, by id, in the order of their first rolls. */
  private final Map<String, Set<String>> rootsByMember = new LinkedHashMap<>();

  private final Map<String, String> names = new LinkedHashMap<>();
  private boolean hasNumbers;

  /** What was found about one entry, or about the log as a whole. */
  record Finding(Kind kind, String where, String text) {

    /** How good it is. */
    enum Kind {
      /** The dice are proven. */
      VERIFIED,
      /** They are proven to follow from the seed, but no player had a part in it. */
      WITHOUT_PLAYER,
      /** They follow from key and seed, but nobody was committed to the key. */
      WITHOUT_COMMITMENT,
      /** There is nothing to verify, and the log says so. */
      NOT_VERIFIABLE,
      /** Something about the whole log that a reader should know; it is not wrong. */
      NOTE,
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
    comparison = new RollComparison(responder);
  }

  /**
   * Verifies a log, or a single roll object with a proof, as HTTP gives.
   *
   * @return empty if the value is neither
   */
  Optional<List<Finding>> verify(JsonValue export) {
    if (!(export instanceof JsonValue.Members file)) {
      return Optional.empty();
    }
    if (file.values().get("entries") instanceof JsonValue.Elements entries) {
      verifyLog(entries.values(), file.values());
    } else if (file.values().get("proof") instanceof JsonValue.Members proof) {
      verifyEntry(
          new ExportEntry(
              Map.of("type", new JsonValue.Text("result"), "roll", file, "proof", proof),
              "the roll"),
          null);
    } else {
      return Optional.empty();
    }
    return Optional.of(List.copyOf(findings));
  }

  private void verifyLog(List<JsonValue> entries, Map<String, JsonValue> file) {
    Commitments commitments = commitments(file);
    for (int i = 0; i < entries.size(); i++) {
      ExportEntry.of(entries.get(i), "entry " + (i + 1))
          .ifPresent(entry -> verifyEntry(entry, commitments));
    }
    if (commitments != null) {
      commitments.completeSeries(firstSeq(entries)).forEach(ledger::beginsAtZero);
    }
    ledger
        .gaps()
        .forEach(
            (root, missing) ->
                failed(
                    "series " + root,
                    "the log has no roll for these numbers of the series: " + missing));
    if (hasNumbers) {
      noteSeries();
      noteCommitments(commitments);
    }
  }

  private static @Nullable Commitments commitments(Map<String, JsonValue> file) {
    if (!(file.get("commitments") instanceof JsonValue.Elements list)) {
      return null;
    }
    List<Commitment> commitments = new ArrayList<>();
    for (JsonValue each : list.values()) {
      if (each instanceof JsonValue.Members told
          && ExportEntry.number(told.values().get("seq")) >= 0) {
        commitments.add(
            new Commitment(
                ExportEntry.text(told, "by"),
                ExportEntry.text(told, "root"),
                ExportEntry.number(told.values().get("seq")),
                told.values().get("begun") == JsonValue.Literal.TRUE));
      }
    }
    return new Commitments(commitments, present(file.get("present")));
  }

  private static List<Presence> present(@Nullable JsonValue value) {
    List<Presence> present = new ArrayList<>();
    if (value instanceof JsonValue.Elements ranges) {
      for (JsonValue each : ranges.values()) {
        if (each instanceof JsonValue.Elements range && range.values().size() == 2) {
          present.add(
              new Presence(
                  ExportEntry.number(range.values().get(0)),
                  ExportEntry.number(range.values().get(1))));
        }
      }
    }
    return present;
  }

  private static long firstSeq(List<JsonValue> entries) {
    return entries.stream()
        .filter(JsonValue.Members.class::isInstance)
        .map(entry -> ((JsonValue.Members) entry).values().get("seq"))
        .mapToLong(ExportEntry::number)
        .filter(seq -> seq >= 0)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private void verifyEntry(ExportEntry entry, @Nullable Commitments commitments) {
    JsonValue.Members proof = entry.proof();
    if (proof == null) {
      find(Finding.Kind.NOT_VERIFIABLE, entry.where(), reasonWithoutProof(entry));
      return;
    }
    Optional<Roll> roll = entry.inSeries();
    if (roll.isEmpty()) {
      failed(entry.where(), "its proof has no root or no index");
      return;
    }
    hasNumbers = true;
    List<String> faults = new ArrayList<>(ledger.add(roll.get()));
    timeFault(entry, roll.get(), commitments).ifPresent(faults::add);
    if (entry.isDeclaredUnverifiable()) {
      faults.add("it has a proof, and is said to be not verifiable");
    }
    if (entry.isHidden() && SECRET_OF_HIDDEN.stream().anyMatch(proof.values()::containsKey)) {
      faults.add("it is hidden, and its proof has more than root and index");
    }
    faults.forEach(fault -> failed(entry.where(), fault));
    if (!faults.isEmpty()) {
      return;
    }
    if (entry.isHidden()) {
      find(
          Finding.Kind.NOT_VERIFIABLE,
          entry.where(),
          "hidden; it can be verified when it is revealed");
    } else if (!proof.values().containsKey("key")) {
      find(Finding.Kind.NOT_VERIFIABLE, entry.where(), "the log does not have its key");
    } else {
      verifyProof(entry);
    }
  }

  private Optional<String> timeFault(
      ExportEntry entry, Roll roll, @Nullable Commitments commitments) {
    if (roll.audience() == Audience.ALL) {
      String by = entry.by("id");
      names.putIfAbsent(by, entry.by("name").isEmpty() ? "somebody" : entry.by("name"));
      rootsByMember.computeIfAbsent(by, any -> new LinkedHashSet<>()).add(roll.root());
    }
    if (commitments == null) {
      return Optional.empty();
    }
    return switch (roll.audience()) {
      case ALL -> commitments.add(entry.by("id"), roll.root(), entry.seq());
      case OWN -> commitments.addOwn(roll.root());
      case SOME, REVEAL -> Optional.empty();
    };
  }

  private static String reasonWithoutProof(ExportEntry entry) {
    JsonValue.Members roll = entry.roll();
    if (roll != null && ExportEntry.text(roll, "by").equals("hand")) {
      return "dice by hand";
    }
    if (entry.isHidden()) {
      return "hidden";
    }
    String engine = entry.text("engine");
    if (!engine.isEmpty()) {
      return "the engine knows no seeds: " + engine;
    }
    return entry.isDeclaredUnverifiable() ? "the engine knows no seeds" : "no proof";
  }

  private void verifyProof(ExportEntry entry) {
    Optional<RollProof> whole = entry.wholeProof();
    if (whole.isEmpty()) {
      failed(entry.where(), "its proof is not complete");
      return;
    }
    RollProof proof = whole.get();
    if (!proof.isCommitted()) {
      failed(entry.where(), "the key is not the one that the server was committed to");
      return;
    }
    switch (comparison.compare(proof, entry.roll())) {
      case RollComparison.Outcome.Same same -> findProven(entry.where(), proof);
      case RollComparison.Outcome.Withheld withheld ->
          find(
              Finding.Kind.NOT_VERIFIABLE,
              entry.where(),
              "shown as too large for the table; by its seed it is " + withheld.text());
      case RollComparison.Outcome.Different different -> failed(entry.where(), different.text());
    }
  }

  private void findProven(String where, RollProof proof) {
    if (proof.isOfSingleRoll()) {
      find(
          Finding.Kind.WITHOUT_COMMITMENT,
          where,
          "the dice follow from key and seed, but nobody was committed to the key before");
    } else if (proof.seed().isEmpty()) {
      find(
          Finding.Kind.WITHOUT_PLAYER,
          where,
          "the dice follow from the commitment, but no player gave a seed");
    } else {
      find(Finding.Kind.VERIFIED, where, proof.expression());
    }
  }

  private void noteSeries() {
    ledger
        .unused()
        .forEach(
            (root, count) -> note("series " + root, "numbers of which no roll was made: " + count));
    rootsByMember.forEach(
        (member, roots) -> {
          List<String> all = new ArrayList<>(roots);
          List<String> left =
              all.subList(0, all.size() - 1).stream()
                  .filter(root -> ledger.last(root) < RollSeries.SIZE - 1)
                  .map(root -> String.valueOf(ledger.last(root)))
                  .toList();
          if (!left.isEmpty()) {
            note(
                "rolls of " + names.get(member),
                "series that ended before their last number, as when a connection breaks, at the "
                    + "numbers "
                    + String.join(", ", left));
          }
        });
  }

  private void noteCommitments(@Nullable Commitments commitments) {
    if (commitments == null) {
      note("the log", "it does not say when the roots of the series were published");
      return;
    }
    if (commitments.unseen() > 0) {
      note(
          "the log",
          "rolls from before its owner came, or was away, of which it does not say when their "
              + "roots were published: "
              + commitments.unseen());
    }
    if (commitments.late() > 0) {
      note(
          "the log",
          "rolls that came before the roots of their series, as right after somebody has come: "
              + commitments.late());
    }
    commitments
        .silentMembers()
        .forEach(
            member ->
                note(
                    "rolls of " + names.get(member),
                    "no root was published before them as one of this member"));
  }

  private void failed(String where, String text) {
    find(Finding.Kind.FAILED, where, text);
  }

  private void note(String where, String text) {
    find(Finding.Kind.NOTE, where, text);
  }

  /** Adds a finding; its text may come from strangers, and is printed on a terminal. */
  private void find(Finding.Kind kind, String where, String text) {
    findings.add(new Finding(kind, PlainText.clean(where), PlainText.clean(text)));
  }
}
