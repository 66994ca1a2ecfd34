// @ts-check
/** Reads lists of totals with their probabilities, which may be any JSON. */

import { isFiniteNumber } from '../lib/json.js';

/** @typedef {readonly [total: number, probability: number]} OddsEntry */

/** By how much the sum of rounded probabilities may exceed 1. */
const ROUNDING = 1e-6;

/** @param {unknown} pair @returns {pair is OddsEntry} */
const isOutcome = (pair) => Array.isArray(pair) && isFiniteNumber(pair[0])
  && isFiniteNumber(pair[1]) && pair[1] >= 0 && pair[1] <= 1 + ROUNDING;

/**
 * Reads all outcomes or none: a part would be misleading.
 *
 * @param {unknown} list
 * @returns {OddsEntry[] | null}
 */
export const readOutcomes = (list) => {
  if (!Array.isArray(list) || list.length === 0 || !list.every(isOutcome)) return null;
  /** @type {Map<number, number>} */
  const sums = new Map();
  for (const [total, probability] of list) {
    // Adding 0 turns -0 into 0.
    sums.set(total + 0, (sums.get(total) ?? 0) + probability);
  }
  const outcomes = [...sums].sort(([one], [other]) => one - other);
  const all = outcomes.reduce((sum, [, probability]) => sum + probability, 0);
  return all > 0 && all <= 1 + ROUNDING ? outcomes : null;
};
