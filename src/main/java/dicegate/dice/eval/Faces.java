package dicegate.dice.eval;

import java.util.Arrays;

/** The faces of a pool in the order rolled; a fixed list of ints without a box for each. */
public final class Faces {

  private final int[] faces;

  private Faces(int[] faces) {
    this.faces = faces;
  }

  /** Returns the given faces; later changes of the array do not show. */
  static Faces of(int... faces) {
    return new Faces(faces.clone());
  }

  /** Returns the faces, which from now on belong to the result. */
  static Faces wrap(int[] faces) {
    return new Faces(faces);
  }

  /** Returns how many dice there are. */
  public int count() {
    return faces.length;
  }

  /** Returns the face of the die at the index, counted from 0. */
  public int get(int index) {
    return faces[index];
  }

  long sum() {
    long sum = 0;
    for (int face : faces) {
      sum += face;
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Faces that && Arrays.equals(faces, that.faces);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(faces);
  }

  @Override
  public String toString() {
    return Arrays.toString(faces);
  }
}
