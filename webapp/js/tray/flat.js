// @ts-check
/** Flat dice: drawn without WebGL, animated by the browser. */

import { flatDie, readFlat } from './flat-die.js';
import { seeded } from './seeded.js';

/** @typedef {import('./layer.js').Layer} Layer */

const MAX_DICE = 60;
const FADE_MS = 120;
const MIN_THROW_MS = 520;
const MAX_THROW_MS = 900;
const MIN_SIZE_PX = 26;
const MAX_SIZE_PX = 128;

/** The space of a die, as part of its size: the gap between dice is a part of it, see tray.css. */
const SPACE = 1.17;

/**
 * Returns the largest size at which dice fit into a box, in as many rows as that takes.
 *
 * @param {number} count of dice, a wide one counts as several
 * @param {{ width: number, height: number }} box
 */
export const sizeFor = (count, { width, height }) => {
  let size = MIN_SIZE_PX;
  for (let rows = 1; rows * MIN_SIZE_PX <= height; rows += 1) {
    const columns = Math.max(1, Math.ceil(count / rows));
    size = Math.max(size, Math.min(height / rows, width / columns) / SPACE);
  }
  return Math.floor(Math.min(MAX_SIZE_PX, size));
};

/** @param {() => number} random @returns {[Keyframe[], KeyframeAnimationOptions]} */
const tumble = (random) => {
  const [x, y] = [(random() - .5) * 160, 160 + random() * 120];
  const turns = (random() < .5 ? -1 : 1) * (300 + random() * 300);
  const duration = MIN_THROW_MS + random() * (MAX_THROW_MS - MIN_THROW_MS);
  return [[
    { transform: `translate(${x}px, ${y}px) rotate(${turns}deg) scale(1.25)`, opacity: 0 },
    { opacity: 1, offset: .25 },
    { transform: `translate(${-x * .06}px, -10px) rotate(${-turns * .04}deg)`, offset: .7 },
    { transform: 'none', opacity: 1 },
  ], { duration, easing: 'cubic-bezier(.2, .7, .3, 1)', fill: 'backwards' }];
};

const SHAKE = Object.freeze([0, 1, -1, .6, -.8, 0].map((k) => ({
  transform: `translate(${4 * k}px, ${-3 * Math.abs(k)}px) rotate(${7 * k}deg)`,
})));

/**
 * Mounts the flat layer.
 *
 * @param {HTMLElement} host
 * @param {string} className of the element that holds the dice
 * @returns {Layer}
 */
export const mountFlat = (host, className) => {
  const board = document.createElement('div');
  board.className = className;
  board.setAttribute('aria-hidden', 'true');
  host.append(board);
  /** @type {Animation[]} */
  let moving = [];
  /** @type {readonly import('./dice.js').Die[]} */
  let shown = [];

  const fit = () => {
    // A picture wider than high takes the space of several.
    const room = [...board.querySelectorAll('svg')]
      .reduce((sum, { viewBox: { baseVal } }) => sum + baseVal.width / baseVal.height, 0);
    board.style.setProperty('--die-size', `${sizeFor(room, { width: board.clientWidth, height: board.clientHeight })}px`);
  };

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
    board.replaceChildren();
  };

  /** @param {readonly import('./dice.js').Die[]} dice @param {string} colour */
  const put = (dice, colour) => {
    clear();
    shown = dice.slice(0, MAX_DICE);
    board.replaceChildren(...shown.map((die) => flatDie(die, colour)));
    const more = dice.length - shown.length;
    if (more > 0) board.append(moreChip(more));
    fit();
  };

  /** @param {(random: () => number) => [Keyframe[], KeyframeAnimationOptions]} motion @param {string} seed */
  const animate = (motion, seed) => {
    const random = seeded(seed);
    moving = [...board.children].map((die) => die.animate(...motion(random)));
  };

  /** @type {Layer['show']} */
  const show = async ({ dice, seed, colour, motion }) => {
    put(dice, colour);
    if (motion === 'none') return;
    if (motion === 'throw') animate(tumble, seed);
    else animate(() => [[{ opacity: 0 }, { opacity: 1 }], { duration: FADE_MS }], seed);
    // Cancelled animations reject; another roll has replaced them.
    await Promise.allSettled(moving.map(({ finished }) => finished));
  };

  /** @type {Layer['hold']} */
  const hold = (shapes, colour, shakes) => {
    put(shapes.map(({ sides }) => ({ sides, value: 1, kept: true })), colour);
    for (const number of board.querySelectorAll('.tray-number')) number.textContent = '';
    if (shakes) {
      animate((random) => [[...SHAKE], { duration: 260 + random() * 120, iterations: Infinity }], 'hand');
    }
  };

  const read = () => shown.map((die, i) => readFlat(board.children[i], die));

  return { show, hold, skip, clear, fit, read, dispose: () => board.remove() };
};

/** Makes the chip with the number of dice that are not drawn. @param {number} count */
export const moreChip = (count) => {
  const chip = document.createElement('span');
  chip.className = 'tray-more';
  chip.textContent = `+${count.toLocaleString('en')} more`;
  return chip;
};
