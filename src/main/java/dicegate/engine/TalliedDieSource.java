package dicegate.engine;

import dicegate.dice.DieSource;
import dicegate.telemetry.FaceTally;

/** A source whose faces are counted, so that an operator can test its dice. */
record TalliedDieSource(DieSource source, FaceTally tally) implements DieSource {

  @Override
  public int roll(int sides) {
    int face = source.roll(sides);
    tally.count(sides, face);
    return face;
  }
}
