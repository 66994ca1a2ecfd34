// @ts-check
/** Reads an engine's odds, which may be any JSON. */

import { countOrNull, isFiniteNumber, isObject, readList, textOrNull } from '../lib/json.js';
import { readOutcomes } from './outcomes.js';
import { probabilityOf, readCheckOdds, readTallyOdds } from './read-findings.js';

/** @typedef {import('./outcomes.js').OddsEntry} OddsEntry */
/** @typedef {import('./read-findings.js').CheckOdds} CheckOdds */
/** @typedef {import('./read-findings.js').SymbolOdds} SymbolOdds */
/**
 * @typedef {object} Odds
 * @property {string} expr in canonical form; empty if the engine did not send it
 * @property {boolean} exact whether every possible roll was counted
 * @property {number} min
 * @property {number} max
 * @property {number} mean
 * @property {number} deviation the standard deviation
 * @property {string | null} meanExact the mean as a fraction
 * @property {number} tail the probability that was cut off
 * @property {number} failure the probability that the roll is an error; the outcomes are of all other rolls
 * @property {number | null} samples number of simulated rolls
 * @property {number | null} standardError of the mean of a sample
 * @property {number} outcomeCount number of totals
 * @property {readonly OddsEntry[] | null} outcomes ascending; null if the engine did not list them
 * @property {string} label of one result of several; may be empty
 * @property {CheckOdds | null} check
 * @property {readonly SymbolOdds[]} tally
 */
/** @typedef {{ expr: string, results: readonly Odds[] }} OddsOfAll of each result, at least one */

/** Longer fractions are not readable. */
const MAX_FRACTION_CHARS = 24;

/** @param {unknown} value @returns {number | null} */
const sizeOrNull = (value) => (isFiniteNumber(value) && value >= 0 ? value : null);

/** @param {readonly OddsEntry[]} outcomes */
const momentsOf = (outcomes) => {
  const all = outcomes.reduce((sum, [, probability]) => sum + probability, 0);
  const mean = outcomes.reduce((sum, [total, probability]) => sum + total * (probability / all), 0);
  const variance = outcomes
    .reduce((sum, [total, probability]) => sum + (total - mean) ** 2 * (probability / all), 0);
  return { mean, deviation: Math.sqrt(variance) };
};

/** @param {unknown} text */
const fractionOrNull = (text) =>
  (typeof text === 'string' && text.length <= MAX_FRACTION_CHARS && /^-?\d+(\/\d+)?$/.test(text)
    ? text : null);

/** @param {Record<string, unknown>} odds @param {readonly OddsEntry[] | null} outcomes */
const readMoments = (odds, outcomes) => {
  const counted = outcomes === null ? null : momentsOf(outcomes);
  const mean = isFiniteNumber(odds.mean) ? odds.mean : counted?.mean;
  const deviation = sizeOrNull(odds.deviation) ?? counted?.deviation;
  const known = isFiniteNumber(mean) && isFiniteNumber(deviation);
  return known ? { mean, deviation } : null;
};

/**
 * Reads the odds object. Never throws.
 *
 * @param {unknown} odds
 * @returns {Odds | null} null if it has neither outcomes nor mean and deviation
 */
export const readOdds = (odds) => {
  if (!isObject(odds)) return null;
  const outcomes = readOutcomes(odds.outcomes);
  const moments = readMoments(odds, outcomes);
  if (moments === null) return null;
  const [least, most] = outcomes === null
    ? [moments.mean, moments.mean] : [outcomes[0][0], outcomes[outcomes.length - 1][0]];
  return {
    expr: textOrNull(odds.expr) ?? '',
    exact: odds.exact === true,
    min: Math.min(least, isFiniteNumber(odds.min) ? odds.min : least),
    max: Math.max(most, isFiniteNumber(odds.max) ? odds.max : most),
    ...moments,
    meanExact: fractionOrNull(odds.meanExact),
    tail: probabilityOf(odds.tail),
    failure: probabilityOf(odds.failure),
    samples: countOrNull(odds.samples) || null,
    standardError: sizeOrNull(odds.standardError),
    outcomeCount: Math.max(countOrNull(odds.outcomeCount) ?? 0, outcomes?.length ?? 0),
    outcomes,
    label: textOrNull(odds.label) ?? '',
    check: readCheckOdds(odds.check),
    tally: readTallyOdds(odds.tally),
  };
};

/**
 * Reads the odds of one result or of several. Never throws.
 *
 * @param {unknown} odds
 * @returns {OddsOfAll | null} null if none of them is readable
 */
export const readOddsOfAll = (odds) => {
  if (isObject(odds) && Array.isArray(odds.results)) {
    const results = readList(odds.results, readOdds);
    return results.length === 0 ? null : { expr: textOrNull(odds.expr) ?? '', results };
  }
  const one = readOdds(odds);
  return one === null ? null : { expr: one.expr, results: [one] };
};
