// @ts-check
/** Reads the odds of checks and symbols, which may be any JSON. */

import { isFiniteNumber, isObject, readList, textOrNull } from '../lib/json.js';
import { readOutcomes } from './outcomes.js';

/** @typedef {import('./outcomes.js').OddsEntry} OddsEntry */
/** @typedef {{ rank: number, name: string, probability: number }} DegreeOdds */
/**
 * @typedef {object} CheckOdds
 * @property {string} op the comparison with the target
 * @property {number} success the probability of success
 * @property {readonly OddsEntry[] | null} margins ascending; negative ones are failures
 * @property {readonly OddsEntry[] | null} steps ascending
 * @property {readonly DegreeOdds[]} degrees the best first
 */
/** @typedef {{ name: string, mean: number | null, outcomes: readonly OddsEntry[] }} SymbolOdds `outcomes` is empty if they are not listed */

const MAX_NAME_CHARS = 80;
const MAX_SYMBOLS = 20;
const MAX_DEGREES = 20;

/** @param {unknown} value @returns {number} 0 if it is not a probability */
export const probabilityOf = (value) => (isFiniteNumber(value) && value > 0 && value <= 1 ? value : 0);

/** @param {unknown} value */
const nameOrNull = (value) => {
  const name = textOrNull(value);
  return name !== null && name !== '' && name.length <= MAX_NAME_CHARS ? name : null;
};

/** @param {unknown} value @returns {DegreeOdds | null} */
const readDegree = (value) => {
  if (!isObject(value) || !isFiniteNumber(value.rank)) return null;
  const name = nameOrNull(value.name);
  return name === null ? null : { rank: value.rank, name, probability: probabilityOf(value.probability) };
};

/** @param {unknown} value @returns {CheckOdds | null} null without the probability of success */
export const readCheckOdds = (value) => {
  if (!isObject(value) || !isFiniteNumber(value.success)) return null;
  return {
    op: textOrNull(value.op) ?? '',
    success: probabilityOf(value.success),
    margins: readOutcomes(value.margins),
    steps: readOutcomes(value.steps),
    degrees: readList(value.degrees, readDegree).slice(0, MAX_DEGREES)
      .sort((one, other) => other.rank - one.rank),
  };
};

/** @param {unknown} value @returns {SymbolOdds[]} without unreadable ones */
export const readTallyOdds = (value) => {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, symbol]) => {
    if (!isObject(symbol) || nameOrNull(name) === null) return [];
    const outcomes = readOutcomes(symbol.outcomes) ?? [];
    const mean = isFiniteNumber(symbol.mean) ? symbol.mean : null;
    return mean === null && outcomes.length === 0 ? [] : [{ name, mean, outcomes }];
  }).slice(0, MAX_SYMBOLS);
};
