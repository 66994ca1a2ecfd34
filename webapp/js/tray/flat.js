// @ts-check
/** Flat dice: drawn without WebGL, animated by the browser. */

import { flatDie, readFlat } from './flat-die.js';
import { makeBoard } from './flat-board.js';
import { SHAKE, tumble } from './flat-motion.js';
import { seeded } from './seeded.js';

/** @typedef {import('./layer.js').Layer} Layer */

const MAX_DICE = 60;
const FADE_MS = 120;

/**
 * Mounts the flat layer.
 *
 * @param {HTMLElement} host
 * @param {string} className of the element that holds the dice
 * @param {Partial<import('./flat-layout.js').Limits>} [limits]
 * @returns {Layer}
 */
export const mountFlat = (host, className, limits = {}) => {
  const board = makeBoard(host, className, limits);
  /** @type {Animation[]} */
  let moving = [];
  /** @type {readonly import('./dice.js').Die[]} */
  let shown = [];
  const skip = () => {
    for (const animation of moving) {
      if (animation.effect?.getComputedTiming().iterations === Infinity) animation.cancel();
      else animation.finish();
    }
    moving = [];
  };

  const clear = () => {
    skip();
    shown = [];
    board.put([], [], 0);
  };

  /** @param {Pick<import('./layer.js').ShowRequest, 'dice' | 'look' | 'sets' | 'more'>} request */
  const put = ({ dice, look, sets = [], more = 0 }) => {
    clear();
    shown = dice.slice(0, MAX_DICE);
    board.put(shown.map((die) => flatDie(die, look)), sets, dice.length + more);
  };

  /** @param {(random: () => number) => [Keyframe[], KeyframeAnimationOptions]} motion @param {string} seed */
  const animate = (motion, seed) => {
    const random = seeded(seed);
    moving = board.pictures().map((die) => die.animate(...motion(random)));
  };

  /** @type {Layer['show']} */
  const show = async (request) => {
    const { seed, motion } = request;
    put(request);
    if (motion === 'none') return;
    if (motion === 'throw') animate(tumble, seed);
    else animate(() => [[{ opacity: 0 }, { opacity: 1 }], { duration: FADE_MS }], seed);
    // Cancelled animations reject; another roll has replaced them.
    await Promise.allSettled(moving.map(({ finished }) => finished));
  };

  /** @type {Layer['hold']} */
  const hold = (shapes, look, shakes) => {
    put({ dice: shapes.map(({ sides }) => ({ sides, value: 1, kept: true })), look: { ...look, pips: false } });
    for (const number of board.numbers()) number.textContent = '';
    if (shakes) {
      animate((random) => [[...SHAKE], { duration: 260 + random() * 120, iterations: Infinity }], 'hand');
    }
  };

  const read = () => board.pictures().flatMap((picture, i) =>
    (picture.closest('.surplus') ? [] : [readFlat(picture, shown[i])]));

  return { show, hold, skip, clear, read, fit: board.fit, dispose: board.remove };
};
