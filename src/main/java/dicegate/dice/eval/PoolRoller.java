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
import org.jspecify.annotations.Nullable;

/**
 * Rolls the dice of one pool into the buffer: each is rolled, rerolled, exploded, clamped and
 * flagged before the next one is rolled. Confined to one thread, used once.
 */
final class PoolRoller {

  private static final int TEN = 10;

  private final DieSource source;
  private final @Nullable EnteredFaces entered;
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

  /** The tens of the d100 that is being rolled, of those that do not count. */
  private final List<Integer> unusedTens = new ArrayList<>(0);

  /**
   * Makes a roller.
   *
   * @param entered the faces of the dice; null if they are from the source
   * @param faces with a known number of sides
   * @param span the position of the error if there are too many dice
   */
  PoolRoller(
      DieSource source,
      @Nullable EnteredFaces entered,
      RollBuffer buffer,
      RollBudget budget,
      Faces faces,
      DieModifiers die,
      Span span) {
    this.source = source;
    this.entered = entered;
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
    if (entered != null) {
      entered.startPool(count, span);
    }
    if (faces instanceof Faces.Custom custom && custom.hasSymbols()) {
      rollSymbols(custom, count);
      return;
    }
    if (!die.present() && faces.rolls() == 1) {
      budget.spend(count, span);
      int state = stateOfFaces();
      for (int i = 0; i < count; i++) {
        startDie();
        buffer.add(sides, state, draw());
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      startDie();
      int face = rollSettledFace();
      if (!die.chains()) {
        add(face, List.of(face), 0);
      } else if (die.explosion().compounding()) {
        compound(face);
      } else {
        chain(face);
      }
    }
  }

  /** Rolls dice with symbols, which have no modifiers of their own. */
  private void rollSymbols(Faces.Custom custom, int count) {
    budget.spend(count, span);
    List<DieHistory> shownFaces = custom.runs().stream().map(DieHistory::new).toList();
    for (int i = 0; i < count; i++) {
      startDie();
      int side = entered == null ? source.roll(sides) : entered.side(custom);
      buffer.add(sides, RolledDice.CUSTOM, custom.face(side), shownFaces.get(side - 1));
    }
  }

  private void startDie() {
    if (entered != null) {
      entered.startDie();
    }
  }

  private void chain(int first) {
    int face = first;
    int penetration = 0;
    int subtracted = 0;
    int links = 0;
    int cause = causeOfNext(face, links);
    while (cause != 0) {
      checkChain(++links);
      add(face - penetration, List.of(face), cause | subtracted | penetrated(penetration));
      subtracted |= cause == DieFlag.IMPLODED.bit() ? DieFlag.SUBTRACTED.bit() : 0;
      penetration = penetration(cause);
      face = rollSettledFace();
      cause = causeOfNext(face, links);
    }
    add(face - penetration, List.of(face), subtracted | penetrated(penetration));
  }

  private void compound(int first) {
    int cause = causeOfNext(first, 0);
    if (cause == 0) {
      add(first, List.of(first), 0);
      return;
    }
    int flags = DieFlag.COMPOUNDED.bit() | (cause & DieFlag.IMPLODED.bit());
    int sign = cause == DieFlag.IMPLODED.bit() ? -1 : 1;
    List<Integer> faces = new ArrayList<>(List.of(first));
    long value = first;
    while (cause != 0) {
      checkChain(faces.size());
      int penetration = penetration(cause);
      int face = rollSettledFace();
      faces.add(face);
      value += sign * (long) (face - penetration);
      flags |= penetrated(penetration);
      cause = causeOfNext(face, faces.size() - 1);
    }
    add(value, faces, flags);
  }

  /**
   * Returns the flag of a die that leads to another one, 0 if it does not.
   *
   * @param links the number of dice before it in its chain
   */
  private int causeOfNext(int face, int links) {
    if (links < die.explosion().links() && explodes(face)) {
      return DieFlag.EXPLODED.bit();
    }
    return links == 0 && die.implosion().matches(face, lowest) ? DieFlag.IMPLODED.bit() : 0;
  }

  private int penetration(int cause) {
    return cause == DieFlag.EXPLODED.bit() && die.explosion().penetrating() ? 1 : 0;
  }

  /** Adds a die to the buffer. */
  private void add(long number, List<Integer> shownFaces, int flags) {
    long clamped = die.clamp().apply(number);
    long value = (flags & DieFlag.SUBTRACTED.bit()) == 0 ? clamped : -clamped;
    int state = flags | stateOfFaces();
    state |= clamped > number ? DieFlag.RAISED.bit() : clamped < number ? DieFlag.LOWERED.bit() : 0;
    state |= discarded.isEmpty() ? 0 : DieFlag.REROLLED.bit();
    state |=
        die.criticalSuccess().matches((double) value, highest) ? DieFlag.CRITICAL_SUCCESS.bit() : 0;
    state |=
        die.criticalFailure().matches((double) value, lowest) ? DieFlag.CRITICAL_FAILURE.bit() : 0;
    boolean derived = shownFaces.size() == 1 && value == shownFaces.get(0);
    if (derived && discarded.isEmpty() && unusedTens.isEmpty()) {
      buffer.add(sides, state, value);
    } else {
      buffer.add(sides, state, value, new DieHistory(shownFaces, discarded, unusedTens));
      discarded.clear();
      unusedTens.clear();
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
      case Faces.MoreTens percent -> 0;
      case Faces.Computed numbered -> 0;
      case Fate fate -> RolledDice.FATE;
      case Faces.Custom custom -> RolledDice.CUSTOM;
    };
  }

  private static int penetrated(int penetration) {
    return penetration == 0 ? 0 : DieFlag.PENETRATED.bit();
  }

  private int spendAndDraw() {
    budget.spend(faces.rolls(), span);
    return draw();
  }

  private int draw() {
    if (faces instanceof Faces.MoreTens percent) {
      return drawPercent(percent);
    }
    return entered == null ? faces.face(source.roll(sides)) : entered.face(faces);
  }

  /** Rolls the units and all dice of tens; those that do not count are kept for the history. */
  private int drawPercent(Faces.MoreTens percent) {
    int units = entered == null ? source.roll(TEN) % TEN : entered.units(percent);
    int used = drawTens(percent);
    for (int i = 0; i < percent.amount(); i++) {
      int tens = drawTens(percent);
      boolean higher = percent(tens, units) > percent(used, units);
      boolean better = tens != used && higher == percent.penalty();
      unusedTens.add(better ? used : tens);
      used = better ? tens : used;
    }
    return percent(used, units);
  }

  private int drawTens(Faces.MoreTens percent) {
    return entered == null ? source.roll(TEN) % TEN * TEN : entered.tens(percent);
  }

  private static int percent(int tens, int units) {
    return tens + units == 0 ? TEN * TEN : tens + units;
  }
}
