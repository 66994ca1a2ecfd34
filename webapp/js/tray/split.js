// @ts-check
/** Splits the dice of a roll into solids and chips. */

import { partsOf } from './dice.js';

/** @typedef {import('./dice.js').Die} Die */

/**
 * @typedef {object} Split
 * @property {Die[]} solids
 * @property {Die[]} chips
 * @property {boolean[]} order for each die that is drawn, whether it is a solid
 * @property {number} more number of dice that are not drawn
 */

/**
 * Splits a roll's dice.
 *
 * @param {readonly Die[]} dice
 * @param {number} maxSolids a d100 counts as two
 * @param {number} maxChips
 * @returns {Split}
 */
export const split = (dice, maxSolids, maxChips) => {
  /** @type {Split} */
  const result = { solids: [], chips: [], order: [], more: 0 };
  let room = maxSolids;
  for (const die of dice) {
    const needed = partsOf(die).length;
    const fits = needed > 0 ? needed <= room : result.chips.length < maxChips;
    if (!fits) {
      result.more++;
      continue;
    }
    room -= needed;
    result.order.push(needed > 0);
    (needed > 0 ? result.solids : result.chips).push(die);
  }
  return result;
};
