// @ts-check
/** Plays a planned throw, and measures its frames. */

import { run } from './clock.js';
import { watchFrameBudget } from './frame-budget.js';
import { FRAME_MS } from './plan.js';
import { posesAt } from './pose.js';

/** @typedef {import('./plan.js').Plan} Plan */

/** A throw whose frames are rare ends this long after its planned end. */
const LATE_MS = 50;

/** One throw after the other. */
export class Playback {
  #frameBudget = watchFrameBudget();

  /**
   * Starts a throw.
   *
   * @param {Plan} plan
   * @param {(poses: import('./plan.js').Pose[]) => void} move
   * @returns {import('./clock.js').Run}
   */
  start(plan, move) {
    move(plan.frames[0]);
    this.#frameBudget.start(performance.now());
    const throwMs = (plan.frames.length - 1) * FRAME_MS;
    const own = run((elapsedMs, nowMs) => {
      this.#frameBudget.frame(nowMs);
      if (elapsedMs >= throwMs) return false;
      move(posesAt(plan, elapsedMs));
      return true;
    });
    const latest = setTimeout(own.stop, throwMs + LATE_MS);
    return { stop: own.stop, done: own.done.then(() => clearTimeout(latest)) };
  }

  /** Ends a throw that was played to its end. @returns {boolean} whether it and the previous one were slow */
  end() {
    return this.#frameBudget.end();
  }
}
