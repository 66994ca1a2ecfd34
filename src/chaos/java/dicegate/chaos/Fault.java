package dicegate.chaos;

import java.time.Duration;

/** A fault of one engine, and the aim for the longest request after it. */
enum Fault {
  KILL(400),
  FREEZE(1_500),
  RESTART(400),
  UNPLUG(1_500);

  private final Duration aim;

  Fault(long aimMillis) {
    this.aim = Duration.ofMillis(aimMillis);
  }

  /** Returns the longest time for requests that are due between this fault and the next one. */
  Duration aim() {
    return aim;
  }
}
