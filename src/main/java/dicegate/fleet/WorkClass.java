package dicegate.fleet;

import dicegate.zmq.Load;

/** The kinds of requests that wait separately, since one kind must not hold up another. */
enum WorkClass {
  /** Rolls that take some microseconds, as far as is known. */
  QUICK(Load.LIGHT),
  /** Rolls that take long: an engine left them out of a batch, or their account's usually do. */
  HEAVY(Load.HEAVY),
  /** Odds, which may take a worker a tenth of a second. */
  ODDS(Load.HEAVIEST);

  private final Load load;

  WorkClass(Load load) {
    this.load = load;
  }

  Load load() {
    return load;
  }
}
