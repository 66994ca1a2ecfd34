package dicegate.chaos;

import java.time.Duration;

/** A misfortune of one engine, and the longest that any request may take for it. */
enum Fault {
  KILL(400),
  FREEZE(1_500),
  RESTART(400),
  UNPLUG(1_500);

  private final Duration aim;

  Fault(long aimMillis) {
    this.aim = Duration.ofMillis(aimMillis);
  }

  /** No request due between this misfortune and the next one takes longer. */
  Duration aim() {
    return aim;
  }
}
