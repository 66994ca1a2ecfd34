package dicegate.dice.eval;

import dicegate.dice.DieSource;
import java.util.ArrayList;
import java.util.List;

/** Dice that fall as written down beforehand. Confined to one thread. */
public final class ScriptedDieSource implements DieSource {

  private final int[] faces;
  private final List<Integer> asked = new ArrayList<>();

  /** Makes a source of these faces, in this order. */
  public ScriptedDieSource(int... faces) {
    this.faces = faces.clone();
  }

  @Override
  public int roll(int sides) {
    if (asked.size() == faces.length) {
      throw new AssertionError("a d%d is one die more than the script has".formatted(sides));
    }
    int face = faces[asked.size()];
    if (face < 1 || face > sides) {
      throw new AssertionError("the script has a %d for a d%d".formatted(face, sides));
    }
    asked.add(sides);
    return face;
  }

  /** Returns the sides of the dice rolled so far. */
  public List<Integer> asked() {
    return List.copyOf(asked);
  }

  /** Returns how many faces have not come up yet. */
  public int left() {
    return faces.length - asked.size();
  }
}
