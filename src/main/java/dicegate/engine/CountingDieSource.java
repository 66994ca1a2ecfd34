package dicegate.engine;

import dicegate.dice.DieSource;
import dicegate.telemetry.FaceCounts;

/** A die source that counts the faces it rolls, so that an operator can test the dice. */
record CountingDieSource(DieSource source, FaceCounts counts) implements DieSource {

  @Override
  public int roll(int sides) {
    int face = source.roll(sides);
    counts.count(sides, face);
    return face;
  }
}
