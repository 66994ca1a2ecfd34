package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the notes on a request: what its text means in other tools, or may be meant to say. Each
 * kind of note is a method of its own, which adds what it finds. Stateless.
 */
final class Notes {

  private Notes() {}

  /** Returns the notes, most often none, in time linear in the text. */
  static List<Note> of(String text, RollRequest request) {
    List<Note> foreign = ForeignReadings.notes(text);
    if (!compares(text)) {
      return foreign;
    }
    List<Note> notes = new ArrayList<>();
    addTotals(request, notes);
    notes.addAll(foreign);
    return notes;
  }

  private static boolean compares(String text) {
    return text.indexOf('>') >= 0 || text.indexOf('<') >= 0 || text.indexOf('=') >= 0;
  }

  /** Adds that dice are compared one by one, where the total may be meant. */
  private static void addTotals(RollRequest request, List<Note> notes) {
    for (int i = 0; i < request.rolls().size(); i++) {
      RequestedRoll meant = CountedTotal.of(request.rolls().get(i));
      if (meant != null) {
        List<RequestedRoll> rolls = new ArrayList<>(request.rolls());
        rolls.set(i, meant);
        String written = Notation.print(new RequestedRoll("", meant.expression(), meant.check()));
        add(
            "Each die is compared; to compare the total, write %s.".formatted(written),
            new RollRequest(request.repeats(), rolls, request.comment()),
            notes);
      }
    }
  }

  /** Adds a note with a request that says the other thing, if its text is not too long. */
  private static void add(String text, RollRequest other, List<Note> notes) {
    String expr = Notation.print(other);
    if (expr.length() <= DiceLimits.MAX_TEXT_CHARS) {
      notes.add(new Note(text, expr));
    }
  }
}
