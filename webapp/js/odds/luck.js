// @ts-check
/** The luck of each player, from rolls with a known mean and deviation. Pure. */

import { normalBelow } from './gamma.js';
import { exprOfResult, resultsOfRow, seenRows, withoutRepeats } from './observed.js';
import { plainMoments, readPlain, withoutCheck } from './pools.js';

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

/**
 * Returns a function that looks up moments, each once. A check does not change those of its total.
 *
 * @param {(expr: string) => Moments | null} momentsOf
 */
const lookUp = (momentsOf) => {
  /** @type {Map<string, Moments | null>} */
  const known = new Map();

  /** @param {string} expr @param {boolean} isCheck */
  return (expr, isCheck) => {
    const key = `${isCheck}${expr}`;
    if (!known.has(key)) known.set(key, momentsOf(expr) ?? (isCheck ? momentsOf(withoutCheck(expr)) : null));
    return known.get(key) ?? null;
  };
};

/** @param {Row} row @param {ReturnType<typeof lookUp>} momentsOf @returns {number[]} its z-scores */
const scoresOf = (row, momentsOf) => resultsOfRow(row).flatMap((result) => {
  const moments = momentsOf(exprOfResult(row, result), result.check !== undefined);
  return moments && moments.deviation > 0 ? [(result.total - moments.mean) / moments.deviation] : [];
});

/**
 * Returns the luck of each player, by number of rolls.
 *
 * @param {readonly Row[]} rows
 * @param {(expr: string) => Moments | null} [momentsOf] mean and deviation, if they are known
 * @returns {Luck[]}
 */
export const luckOf = (rows, momentsOf = knownMoments) => {
  const find = lookUp(momentsOf);
  /** @type {Map<string, { name: string, scores: number[] }>} */
  const players = new Map();
  for (const row of seenRows(rows)) {
    const key = row.by?.id ?? '';
    const player = players.get(key) ?? { name: row.by?.name ?? '', scores: [] };
    player.scores.push(...scoresOf(row, find));
    players.set(key, player);
  }
  return [...players.values()].map(({ name, scores }) => ({
    name,
    rolls: scores.length,
    nights: scores.length < MIN_ROLLS ? null
      : nightsOf(scores.reduce((sum, score) => sum + score, 0), scores.length),
  })).sort((one, other) => other.rolls - one.rolls);
};
