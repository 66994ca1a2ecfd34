package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class TimingWheelTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 3 * SECOND);
  private final TimingWheel<String> wheel = new TimingWheel<>(clock::get);
  private final TimingWheel.Entry<String> entry = new TimingWheel.Entry<>("a");

  @Test
  void itemIsTakenOnceAndNotBeforeItIsDue() {
    wheel.set(entry, 5 * SECOND);

    clock.addAndGet(5 * SECOND - 1);
    assertThat(wheel.takeDue()).isEmpty();
    clock.addAndGet(1);
    assertThat(wheel.takeDue()).containsExactly("a");
    clock.addAndGet(100 * SECOND);
    assertThat(wheel.takeDue()).isEmpty();
  }

  @Test
  void earliestTimeCounts() {
    wheel.set(entry, 9 * SECOND);
    wheel.set(entry, 2 * SECOND);
    wheel.set(entry, 20 * SECOND);

    clock.addAndGet(2 * SECOND);
    assertThat(wheel.takeDue()).containsExactly("a");
    clock.addAndGet(30 * SECOND);
    assertThat(wheel.takeDue()).isEmpty();
  }

  @Test
  void itemThatIsDueAlreadyIsTakenWithTheNextSecond() {
    wheel.takeDue();
    wheel.set(entry, -7 * SECOND);

    assertThat(wheel.takeDue()).isEmpty();
    clock.addAndGet(SECOND);
    assertThat(wheel.takeDue()).containsExactly("a");
  }

  @Test
  void removedItemIsNeitherTakenNorSetAgain() {
    wheel.set(entry, SECOND);
    wheel.remove(entry);
    wheel.set(entry, SECOND);

    clock.addAndGet(2 * SECOND);
    assertThat(wheel.takeDue()).isEmpty();
  }

  @Property
  void everyItemIsTakenInItsSecondWhateverThePauses(
      @ForAll @Size(max = 50) int[] delays,
      @ForAll @Size(min = 1, max = 5) @IntRange(min = 1, max = 80) int[] pauses) {
    AtomicLong time = new AtomicLong();
    TimingWheel<Integer> items = new TimingWheel<>(time::get);
    int waiting = delays.length;
    for (int delay : delays) {
      int seconds = Math.floorMod(delay, TimingWheel.MAX_SECONDS) + 1;
      items.set(new TimingWheel.Entry<>(seconds), seconds * SECOND);
    }
    int now = 0;
    int before = 0;
    for (int pause : pauses) {
      now += pause;
      time.set(now * SECOND);
      for (int due : items.takeDue()) {
        assertThat(due).isGreaterThan(before).isLessThanOrEqualTo(now);
        waiting--;
      }
      before = now;
    }
    if (now >= TimingWheel.MAX_SECONDS) {
      assertThat(waiting).isZero();
    }
  }
}
