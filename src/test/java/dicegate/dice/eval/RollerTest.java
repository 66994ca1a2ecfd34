package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.Expression.Pool;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RollerTest {

  @Test
  void facesComeInTheOrderRolledAndAddUp() {
    Iterator<Integer> script = List.of(6, 1, 4).iterator();

    Roll roll = new Roller(sides -> script.next()).roll(new Pool(3, 6));

    assertThat(roll.faces()).isEqualTo(Faces.of(6, 1, 4));
    assertThat(roll.total()).isEqualTo(11);
  }

  @Test
  void poolWithoutDiceTotalsZero() {
    Roll roll = new Roller(sides -> 1).roll(new Pool(0, 6));

    assertThat(roll.faces().count()).isZero();
    assertThat(roll.total()).isZero();
  }

  @Test
  void totalOfTheLargestPoolDoesNotOverflow() {
    Roll roll = new Roller(sides -> sides).roll(new Pool(10_000, 1_000_000_000));

    assertThat(roll.total()).isEqualTo(10_000_000_000_000L);
  }
}
