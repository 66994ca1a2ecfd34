package dicegate.dice.eval;

import dicegate.dice.DiceLimits;
import dicegate.dice.DieSource;
import dicegate.dice.eval.RolledDice.DieHistory;
import dicegate.dice.notation.DiceRules;
import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.Faces.Fate;
import dicegate.dice.notation.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rolls the dice of one pool into the buffer: each is rolled, rerolled, exploded, clamped and
 * flagged before the next one is rolled. Confined to one thread, used once.
 */
final class PoolRoller {

  private final DieSource source;
  private final RollBuffer buffer;
  private final RollBudget budget;
  private final Faces faces;
  private final int sides;
  private final int lowest;
  private final int highest;
  private final DieModifiers die;
  private final Span span;
  private final Set<Integer> shown;

  /** The rerolled faces of the die that is being rolled. */
  private final List<Integer> discarded = new ArrayList<>(0);

  /**
   * Makes a roller.
   *
   * @param faces with a known number of sides
   * @param span the position of the error if there are too many dice
   */
  PoolRoller(
      DieSource source,
      RollBuffer buffer,
      RollBudget budget,
      Faces faces,
      DieModifiers die,
      Span span) {
    this.source = source;
    this.buffer = buffer;
    this.budget = budget;
    this.faces = faces;
    this.die = die;
    this.span = span;
    this.shown = die.unique() ? new HashSet<>() : Set.of();
    this.sides = faces.sideCount();
    this.lowest = faces.lowest();
    this.highest = faces.highest();
  }

  void roll(int count) {
    buffer.reserve(count);
    if (die.equals(DieModifiers.NONE)) {
      budget.spend(count, span);
      int state = stateOfFaces();
      for (int i = 0; i < count; i++) {
        buffer.add(sides, state, draw());
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      int face = rollSettledFace();
      if (!die.explosion().present()) {
        add(face, List.of(face), 0);
      } else if (die.explosion().compounding()) {
        compound(face);
      } else {
        explode(face);
      }
    }
  }

  private void explode(int first) {
    int face = first;
    int penetration = 0;
    int chainLength = 0;
    while (explodes(face)) {
      checkChain(++chainLength);
      add(face - penetration, List.of(face), DieFlag.EXPLODED.bit() | penetrated(penetration));
      penetration = die.explosion().penetrating() ? 1 : 0;
      face = rollSettledFace();
    }
    add(face - penetration, List.of(face), penetrated(penetration));
  }

  private void compound(int first) {
    if (!explodes(first)) {
      add(first, List.of(first), 0);
      return;
    }
    int penetration = die.explosion().penetrating() ? 1 : 0;
    List<Integer> chain = new ArrayList<>(List.of(first));
    long value = first;
    int face = first;
    while (explodes(face)) {
      checkChain(chain.size());
      face = rollSettledFace();
      chain.add(face);
      value += face - penetration;
    }
    add(value, chain, DieFlag.COMPOUNDED.bit() | penetrated(penetration));
  }

  /** Adds a die to the buffer. */
  private void add(long number, List<Integer> shownFaces, int flags) {
    long value = die.clamp().apply(number);
    int state = flags | stateOfFaces();
    state |= value > number ? DieFlag.RAISED.bit() : value < number ? DieFlag.LOWERED.bit() : 0;
    state |= discarded.isEmpty() ? 0 : DieFlag.REROLLED.bit();
    state |=
        die.criticalSuccess().matches((double) value, highest) ? DieFlag.CRITICAL_SUCCESS.bit() : 0;
    state |=
        die.criticalFailure().matches((double) value, lowest) ? DieFlag.CRITICAL_FAILURE.bit() : 0;
    if (discarded.isEmpty() && shownFaces.size() == 1 && value == shownFaces.get(0)) {
      buffer.add(sides, state, value);
    } else {
      buffer.add(sides, state, value, new DieHistory(shownFaces, discarded));
      discarded.clear();
    }
  }

  /** Rolls one die, including rerolls, and returns the final face. */
  private int rollSettledFace() {
    int face = reroll(spendAndDraw());
    if (die.rerollOnce().matches(face, lowest)) {
      discarded.add(face);
      face = reroll(spendAndDraw());
    }
    if (die.unique()) {
      shown.add(face);
    }
    return face;
  }

  private int reroll(int first) {
    int face = first;
    while (die.reroll().matches(face, lowest) || (die.unique() && shown.contains(face))) {
      discarded.add(face);
      face = spendAndDraw();
    }
    return face;
  }

  private boolean explodes(int face) {
    return die.explosion().trigger().matches(face, highest);
  }

  private void checkChain(int chainLength) {
    if (chainLength > DiceLimits.MAX_CHAIN) {
      throw DiceRules.limit("explosions in a chain", chainLength, DiceLimits.MAX_CHAIN, span);
    }
  }

  private int stateOfFaces() {
    return switch (faces) {
      case Faces.Sides numbered -> 0;
      case Faces.Computed numbered -> 0;
      case Fate fate -> RolledDice.FATE;
    };
  }

  private static int penetrated(int penetration) {
    return penetration == 0 ? 0 : DieFlag.PENETRATED.bit();
  }

  private int spendAndDraw() {
    budget.spend(1, span);
    return draw();
  }

  private int draw() {
    int side = source.roll(sides);
    return switch (faces) {
      case Faces.Sides numbered -> side;
      case Faces.Computed numbered -> side;
      case Fate fate ->
          fate == Fate.TWO_EACH ? (side - 1) / 2 - 1 : side == 1 ? -1 : side == sides ? 1 : 0;
    };
  }
}
