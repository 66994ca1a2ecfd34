// @ts-check
/** Poses of dice between two frames of a throw, and while they are shaken. */

import { FRAME_MS, between } from './plan.js';

/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {import('./plan.js').Pose} Pose */

/** The poses at a moment of a throw. @param {Plan} plan @param {number} elapsedMs */
export const posesAt = ({ frames }, elapsedMs) => {
  const at = Math.min(elapsedMs / FRAME_MS, frames.length - 1);
  const next = frames[Math.ceil(at)];
  return frames[Math.floor(at)].map((pose, i) => between(pose, next[i], at % 1));
};

/** The pose of a die that is shaken. @param {import('./vector.js').Vec} place @param {number} i @param {number} seconds @returns {Pose} */
export const shaken = ([x, y, z], i, seconds) => {
  /** @param {number} speed @param {number} offset */
  const swing = (speed, offset) => Math.sin(seconds * speed + offset + i * 1.7);
  const half = (seconds * 5 + i * 2.4) / 2;
  const tilt = Math.sin(half);
  return {
    place: [x + .16 * swing(19, 0), y + .16 * swing(23, 1), z + .22 * swing(17, 2)],
    turn: [tilt * .64, tilt * .48, tilt * .6, Math.cos(half)],
  };
};
