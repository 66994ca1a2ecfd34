// @ts-check
/** The clock and the timers of the page; tests bring their own. */

/**
 * @typedef {object} Timers
 * @property {(run: () => void, delayMs: number) => unknown} set
 * @property {(timer: any) => void} clear ignores a timer that has run or was never set
 * @property {() => number} nowMs milliseconds since 1970
 */

/** @type {Timers} */
export const browserTimers = Object.freeze({
  set: (run, delayMs) => setTimeout(run, delayMs),
  clear: (timer) => clearTimeout(timer),
  // Unlike performance.now(), it always includes the time the device was asleep.
  nowMs: () => Date.now(),
});
