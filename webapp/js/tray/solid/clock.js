// @ts-check
/** Calls a function on each frame until it is finished; no frames are requested between runs. */

/** @typedef {{ done: Promise<void>, stop: () => void }} Run `stop` ends it, and resolves `done` */

/**
 * Starts a run.
 *
 * @param {(elapsedMs: number, nowMs: number) => boolean} onFrame returns whether to continue
 * @returns {Run}
 */
export const run = (onFrame) => {
  let request = 0;
  /** @type {() => void} */
  let resolve = () => {};
  /** @type {Promise<void>} */
  const done = new Promise((fulfil) => { resolve = fulfil; });
  const start = performance.now();
  /** @param {number} now */
  const frame = (now) => {
    if (onFrame(Math.max(0, now - start), now)) request = requestAnimationFrame(frame);
    else resolve();
  };
  request = requestAnimationFrame(frame);
  const stop = () => {
    cancelAnimationFrame(request);
    resolve();
  };
  return { done, stop };
};
