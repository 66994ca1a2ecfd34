package dicegate.dice.eval;

import dicegate.dice.NumberText;
import dicegate.dice.TextSink;
import dicegate.dice.notation.Check.Steps;
import dicegate.dice.notation.Comparison;
import dicegate.dice.notation.ComputedNumbers;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.PoolModifiers.Sort;
import dicegate.dice.notation.Printer;
import dicegate.dice.notation.Symbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a roll for players, {@code 4d6kh3[5, 4, ~~1~~, 3] + 2 = 14}: the expression with the
 * dice after each pool, and the total. Dropped dice are struck out, and the symbols of a die's
 * {@link DieFlag}s follow it. Confined to one thread.
 */
public final class RollText extends Printer {

  private static final DieFlag[] FLAGS = DieFlag.values();

  private final TextSink out;
  private final RolledDice dice;
  private final List<Outcome> pools;
  private int nextPool;

  private RollText(Roll roll, TextSink out) {
    super(out, true);
    this.out = out;
    this.dice = roll.dice();
    if (roll.outcome().parts().isEmpty()) {
      pools = List.of(roll.outcome());
    } else {
      pools = new ArrayList<>();
      collectPools(roll.outcome());
    }
  }

  /** Writes the roll's text. */
  public static void write(Roll roll, TextSink out) {
    writeTotal(roll, out);
    CheckResult check = roll.check();
    if (check != null) {
      writeCheck(check, out);
    }
  }

  private static void writeTotal(Roll roll, TextSink out) {
    new RollText(roll, out).print(roll.outcome().expression());
    out.text(" = ");
    Map<String, Long> tally = Tally.of(roll);
    boolean numbers = tally.isEmpty() || Symbols.hasNumbers(roll.outcome().expression());
    if (numbers) {
      NumberText.writeResult(roll.total(), out);
    }
    if (!tally.isEmpty()) {
      write(tally, numbers, out);
    }
  }

  /** Writes the symbols that there are; {@code blank} if there is neither one nor a number. */
  private static void write(Map<String, Long> tally, boolean afterNumber, TextSink out) {
    String before = afterNumber ? ", " : "";
    for (Map.Entry<String, Long> symbol : tally.entrySet()) {
      if (symbol.getValue() != 0) {
        out.text(before);
        out.number(symbol.getValue());
        out.text(" " + symbol.getKey());
        before = ", ";
      }
    }
    out.text(before.isEmpty() ? BLANK : "");
  }

  /** Writes {@code vs 15: success by 7}. */
  private static void writeCheck(CheckResult result, TextSink out) {
    Comparison comparison = result.check().comparison();
    out.text(comparison == Comparison.GREATER_OR_EQUAL ? " vs " : " " + comparison.symbol() + " ");
    Roll against = result.against();
    if (against.dice().count() > 0) {
      writeTotal(against, out);
    } else {
      NumberText.writeResult(against.total(), out);
    }
    Verdict verdict = result.verdict();
    Degree degree = verdict.degree();
    out.text(": ");
    out.text(degree != null ? degree.name() : verdict.success() ? "success" : "failure");
    // A natural 20 succeeds on the bad side of the target too; a distance from it would confuse.
    if (degree == null || Verdict.succeeds(comparison, verdict.margin()) == degree.success()) {
      out.text(" by ");
      NumberText.writeResult(Math.abs(verdict.margin()), out);
    }
    if (result.check().rule() instanceof Steps) {
      out.text(", steps: ");
      NumberText.writeResult(verdict.steps(), out);
    }
  }

  @Override
  protected void poolPrinted(Expression pool) {
    boolean ownsDice = pool instanceof Dice || (pool instanceof Group group && group.pools());
    Outcome outcome = ownsDice ? find(pool) : null;
    if (outcome != null) {
      writeDice(outcome.firstOwnDie(), outcome.endDie());
    }
  }

  @Override
  protected List<Expression> membersInOrder(Group group) {
    Outcome outcome = find(group);
    if (outcome == null || group.pools() || group.pool().sort() == Sort.AS_ROLLED) {
      return group.members();
    }
    Comparator<Outcome> ascending = Comparator.comparingDouble(Outcome::total);
    return outcome.parts().stream()
        .skip(ComputedNumbers.of(group).size())
        .sorted(group.pool().sort() == Sort.ASCENDING ? ascending : ascending.reversed())
        .map(Outcome::expression)
        .toList();
  }

  private void collectPools(Outcome outcome) {
    outcome.parts().forEach(this::collectPools);
    if (outcome.expression() instanceof Dice || outcome.expression() instanceof Group) {
      pools.add(outcome);
    }
  }

  /** Finds the outcome of a pool; null if its dice belong to the group around it. */
  private @Nullable Outcome find(Expression pool) {
    for (int i = 0; i < pools.size(); i++) {
      // Pools are usually printed in the order in which they were rolled.
      int at = (nextPool + i) % pools.size();
      if (pools.get(at).expression() == pool) {
        nextPool = at + 1;
        return pools.get(at);
      }
    }
    return null;
  }

  private void writeDice(int from, int to) {
    out.text("[");
    int die = from;
    while (die < to) {
      if (die > from) {
        out.text(", ");
      }
      int plainEnd = die;
      while (plainEnd < to && dice.plain(plainEnd)) {
        plainEnd++;
      }
      if (plainEnd > die) {
        dice.writeNumbers(die, plainEnd, out);
        die = plainEnd;
      } else {
        writeDie(die++);
      }
    }
    out.text("]");
  }

  private void writeDie(int die) {
    String strike = dice.kept(die) ? "" : "~~";
    out.text(strike);
    Faces.Run face = dice.symbolicFace(die);
    if (face == null) {
      out.number(dice.number(die));
    } else {
      printFace(face, out);
    }
    if (dice.hasFlags(die)) {
      for (DieFlag flag : FLAGS) {
        if (dice.has(die, flag)) {
          out.text(flag.symbol());
        }
      }
    }
    out.text(strike);
  }
}
