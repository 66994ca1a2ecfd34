// @ts-check
/** The board of flat dice: as large as they fit, or as many as do. */

import { GAP, layOut } from './flat-layout.js';

/** The space around the dice of a set, in heights of a die; see tray.css. */
const SET_PADDING = .12;
/** The gap between the two pictures of a d100, in heights of a die; see tray.css. */
const PART_GAP = .04;
/** The least width of a die in a set, with its gap. */
const MIN_SET_DIE_PX = 26;
/** What borders and rounding may add to the width of a die. */
const SLACK = .04;

/** Puts the dice of each of several results together. @param {readonly HTMLElement[]} dice @param {readonly number[]} sets numbers of dice */
const inSets = (dice, sets) => {
  let at = 0;
  return sets.map((count) => {
    const set = document.createElement('span');
    set.className = 'tray-set';
    set.append(...dice.slice(at, at + count));
    at += count;
    return set;
  }).filter(({ children }) => children.length > 0);
};

/** @param {Element} die whose picture, if it is wider than high, takes the space of several */
const widthOf = (die) => [...die.querySelectorAll('svg')]
  .reduce((sum, { viewBox: { baseVal } }) => sum + PART_GAP + baseVal.width / baseVal.height, 0);

/** @param {Element} child a die, or a set of dice @returns {import('./flat-layout.js').Unit} */
const unitOf = (child) => {
  const dice = child.matches('.tray-flat') ? [child] : [...child.children];
  const gaps = (dice.length - 1) * GAP + (dice.length > 1 ? 2 * SET_PADDING : 0);
  return { width: dice.reduce((sum, die) => sum + widthOf(die), gaps) + SLACK * dice.length, dice: dice.length };
};

/** Makes a board. @param {HTMLElement} host @param {string} className @param {Partial<import('./flat-layout.js').Limits>} limits */
export const makeBoard = (host, className, limits) => {
  const board = document.createElement('div');
  /** The number of dice that are not drawn. */
  const chip = document.createElement('span');
  /** The number of dice of the roll, drawn or not. */
  let total = 0;
  /** The number of dice on the board. */
  let drawable = 0;
  chip.className = 'tray-more';
  board.className = className;
  board.setAttribute('aria-hidden', 'true');
  host.append(board);

  const fit = () => {
    const children = [...board.children].filter((child) => child !== chip);
    const units = children.map(unitOf);
    const box = { width: board.clientWidth, height: board.clientHeight };
    const { size, units: drawn } = units.length > 0 ? layOut(units, box, drawable < total, limits) : { size: 0, units: 0 };
    const more = total - units.slice(0, drawn).reduce((sum, { dice }) => sum + dice, 0);
    board.style.setProperty('--die-size', `${size}px`);
    children.forEach((child, at) => child.classList.toggle('surplus', at >= drawn));
    chip.remove();
    if (more > 0 && limits.hasChip !== false) {
      chip.textContent = `+${more.toLocaleString('en')} more`;
      board.append(chip);
    }
  };

  /**
   * Replaces the dice.
   *
   * @param {readonly HTMLElement[]} dice
   * @param {readonly number[]} sets the numbers of dice that lie together; fewer than two for one set
   * @param {number} count of the dice of the roll
   */
  const put = (dice, sets, count) => {
    [drawable, total] = [dice.length, count];
    // A set that is longer than a row could only be drawn tiny.
    const isInSets = sets.length > 1 && Math.max(...sets) <= board.clientWidth / MIN_SET_DIE_PX;
    board.replaceChildren(...(isInSets ? inSets(dice, sets) : dice));
    fit();
  };

  return {
    put, fit,
    /** The dice, in the order of the roll. */
    pictures: () => [...board.querySelectorAll('.tray-flat')],
    numbers: () => [...board.querySelectorAll('.tray-number')],
    remove: () => board.remove(),
  };
};
