// @ts-check
/** The moments of a game: a natural 20 or 1, and dice that all show their highest face. Pure. */

import { onlyResult } from './outcome.js';

/** @typedef {'high' | 'low'} Moment */

/**
 * Returns whether a roll is a moment.
 *
 * @param {import('./outcome.js').Outcome} outcome
 * @returns {Moment | null} null for most rolls, for several results, and where dice have faces of their own
 */
export const momentOf = (outcome) => {
  const result = onlyResult(outcome);
  if (result === undefined || result.dice.length < result.diceCount) return null;
  const kept = result.dice.filter((die) => die.kept);
  if (kept.some(({ sides, own, fate }) => sides === null || own || fate)) return null;
  const d20s = kept.filter(({ sides }) => sides === 20);
  if (d20s.length === 1) {
    const [{ value }] = d20s;
    return value === 20 ? 'high' : value === 1 ? 'low' : null;
  }
  const isHighest = kept.length > 1 && kept.every(({ sides, value }) => Number(sides) > 1 && value === sides);
  return isHighest ? 'high' : null;
};
