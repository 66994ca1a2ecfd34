package dicegate.engine;

import dicegate.dice.DieSource;
import dicegate.telemetry.FaceCounts;

/** A source whose faces are counted, so that an operator can test its dice. */
record CountingDieSource(DieSource source, FaceCounts tally) implements DieSource {

  @Override
  public int roll(int sides) {
    int face = source.roll(sides);
    tally.count(sides, face);
    return face;
  }
}
