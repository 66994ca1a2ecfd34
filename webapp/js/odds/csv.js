// @ts-check
/** Odds as a table: its lines, and as CSV. Pure. */

import { chanceOf } from './chance.js';
import { binName } from './format.js';

/** @typedef {import('./read-odds.js').Odds} Odds */
/** @typedef {import('./read-odds.js').OddsEntry} OddsEntry */
/** @typedef {Odds & { outcomes: readonly OddsEntry[] }} ListedOdds */
/**
 * @typedef {object} Line
 * @property {string} name its total, or its range of totals
 * @property {number} first
 * @property {number} last
 * @property {number} exactly
 * @property {number} least
 * @property {number} most
 * @property {number} rolled number of rolls with it
 */

/** Longer tables are grouped into bins. */
export const MAX_LINES = 200;

/** @param {readonly number[]} numbers @returns {number[]} the running sums */
const sumsOf = (numbers) => {
  let sum = 0;
  return numbers.map((number) => (sum += number));
};

/**
 * Returns a line for each total, or for each bin.
 *
 * @param {ListedOdds} odds
 * @param {readonly number[]} totals of the rolls so far
 * @param {readonly { first: number, last: number }[]} [bins] ascending
 * @returns {Line[]}
 */
export const tableLines = (odds, totals, bins) => {
  const { outcomes } = odds;
  const ends = bins ?? outcomes.map(([total]) => ({ first: total, last: total }));
  const most = sumsOf(outcomes.map(([, probability]) => probability));
  const least = sumsOf(outcomes.map(([, probability]) => probability).reverse()).reverse();
  /** @param {number} wanted */
  const from = (wanted) => {
    const found = outcomes.findIndex(([total]) => total >= wanted);
    return found < 0 ? outcomes.length : found;
  };
  const certain = chanceOf(odds, 'least', outcomes[0][0]);
  return ends.map(({ first, last }, line) => {
    const begin = bins ? from(first) : line;
    const end = bins ? outcomes.findLastIndex(([total]) => total <= last) : line;
    const part = outcomes.slice(begin, end + 1);
    return {
      name: binName({ first, last }),
      first,
      last,
      exactly: part.reduce((sum, [, probability]) => sum + probability, 0),
      least: begin === 0 ? certain : Math.min(least[begin] ?? 0, 1),
      most: end === outcomes.length - 1 ? certain : Math.min(most[end] ?? 0, 1),
      rolled: totals.filter((total) => first <= total && total <= last).length,
    };
  });
};

/**
 * Returns the whole table as CSV (RFC 4180). It has numbers alone, so spreadsheets see no formulas.
 *
 * @param {ListedOdds} odds
 * @param {readonly number[]} totals of the rolls so far
 * @param {string} [name] of its numbers
 */
export const oddsCsv = (odds, totals, name = 'Total') => {
  const lines = tableLines(odds, totals)
    .map(({ first, exactly, least, most, rolled }) => [first, exactly, least, most, rolled]);
  return [[name.toLowerCase(), 'exactly', 'at least', 'at most', 'rolled'], ...lines]
    .map((line) => `${line.join(',')}\r\n`).join('');
};
