package dicegate.dice.eval;

import dicegate.dice.DieSource;
import java.util.ArrayList;
import java.util.List;

/** A source of faces from a script. Confined to one thread. */
public final class ScriptedDieSource implements DieSource {

  private final int[] faces;
  private final List<Integer> sidesRolled = new ArrayList<>();

  /** Creates a source of these faces, in this order. */
  public ScriptedDieSource(int... faces) {
    this.faces = faces.clone();
  }

  @Override
  public int roll(int sides) {
    if (sidesRolled.size() == faces.length) {
      throw new AssertionError("a d%d is one die more than the script has".formatted(sides));
    }
    int face = faces[sidesRolled.size()];
    if (face < 1 || face > sides) {
      throw new AssertionError("the script has a %d for a d%d".formatted(face, sides));
    }
    sidesRolled.add(sides);
    return face;
  }

  /** Returns the sides of the dice rolled so far. */
  public List<Integer> sidesRolled() {
    return List.copyOf(sidesRolled);
  }

  /** Returns the number of faces that were not rolled yet. */
  public int remaining() {
    return faces.length - sidesRolled.size();
  }
}
