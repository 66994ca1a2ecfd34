// @ts-check
/** The luck of each player, from rolls with a known mean and deviation. Pure. */

import { normalBelow } from './gamma.js';
import { resultsOfRow, seenRows, withoutRepeats } from './observed.js';
import { plainMoments, readPlain } from './pools.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('./pools.js').Moments} Moments */
/**
 * @typedef {object} Luck
 * @property {string} name empty for the player away from tables
 * @property {number} rolls number of rolls counted
 * @property {number | null} nights number of nights in 100 with less luck; null for too few rolls
 */

/** Fewer rolls say nothing. */
export const MIN_ROLLS = 5;

/** @param {string} expr @returns {Moments | null} */
export const knownMoments = (expr) => {
  const plain = readPlain(withoutRepeats(expr));
  return plain === null ? null : plainMoments(plain);
};

/** @param {number} sum of z-scores @param {number} rolls */
const nightsOf = (sum, rolls) =>
  Math.min(Math.floor(100 * normalBelow(sum / Math.sqrt(rolls))), 99);

/** @param {Row} row @param {Moments} moments @returns {number[]} its z-scores */
const scoresOf = (row, { mean, deviation }) =>
  resultsOfRow(row).map(({ total }) => (total - mean) / deviation);

/**
 * Returns the luck of each player, by number of rolls.
 *
 * @param {readonly Row[]} rows
 * @param {(expr: string) => Moments | null} [momentsOf] mean and deviation, if they are known
 * @returns {Luck[]}
 */
export const luckOf = (rows, momentsOf = knownMoments) => {
  /** @type {Map<string, Moments | null>} */
  const known = new Map();
  /** @type {Map<string, { name: string, scores: number[] }>} */
  const players = new Map();
  for (const row of seenRows(rows)) {
    if (!known.has(row.expr)) known.set(row.expr, momentsOf(row.expr));
    const moments = known.get(row.expr);
    const key = row.by?.id ?? '';
    const player = players.get(key) ?? { name: row.by?.name ?? '', scores: [] };
    if (moments && moments.deviation > 0) player.scores.push(...scoresOf(row, moments));
    players.set(key, player);
  }
  return [...players.values()].map(({ name, scores }) => ({
    name,
    rolls: scores.length,
    nights: scores.length < MIN_ROLLS ? null
      : nightsOf(scores.reduce((sum, score) => sum + score, 0), scores.length),
  })).sort((one, other) => other.rolls - one.rolls);
};
