// @ts-check
/** Detects that a device is too slow for dice in 3D. */

const SLOW_FRAME_MS = 24;
const SLOW_THROWS = 2;
/** Throws that were skipped earlier are not measured. */
const MIN_MS = 300;

/** @param {number[]} times @returns {number} the 95th percentile */
const p95 = (times) => [...times].sort((a, b) => a - b)[Math.ceil(times.length * .95) - 1];

/** Measures the frames of throws. */
export const watchFrameBudget = () => {
  /** @type {number[]} */
  let frames = [];
  let last = NaN;
  let slowThrows = 0;
  return {
    /** @param {number} nowMs */
    start: (nowMs) => {
      frames = [];
      last = nowMs;
    },
    /** @param {number} nowMs */
    frame: (nowMs) => {
      frames.push(nowMs - last);
      last = nowMs;
    },
    /** Ends a throw. @returns {boolean} whether it and the previous one were slow */
    end: () => {
      // The first frame waits for the plan and the shaders, and the one after it for the first.
      const measured = frames.slice(2);
      if (measured.reduce((sum, ms) => sum + ms, 0) < MIN_MS) return false;
      slowThrows = p95(measured) > SLOW_FRAME_MS ? slowThrows + 1 : 0;
      return slowThrows >= SLOW_THROWS;
    },
  };
};
