// @ts-check
/** The rolls so far, from the log. Pure. */

import { isByHand, resultsOf } from '../roll/outcome.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../roll/outcome.js').DiceOutcome} DiceOutcome */
/** @typedef {{ total: number, name: string }} LastRoll `name` is empty for the player's own roll */
/**
 * @typedef {object} Observed
 * @property {readonly number[]} totals newest first
 * @property {number | null} mean
 * @property {number | null} deviation of the sample; null for less than two rolls
 * @property {readonly number[]} margins of checks, newest first
 * @property {number} successes number of checks that succeeded
 * @property {LastRoll | null} last
 */

/** Removes the count of repeats, and a label in front: the odds are those of each result. @param {string} expr */
export const withoutRepeats = (expr) => expr.replace(/^\d+#/, '').replace(/^\s*\[[^\]]*\]\s*/, '');

/**
 * Returns the rows of visible rolls, each once; practice and dice entered by hand do not count.
 *
 * @param {readonly Row[]} rows
 */
export const seenRows = (rows) => {
  const seen = rows.filter(({ status, outcome, animating, practice }) =>
    status === 'rolled' && outcome && !animating && !practice && !isByHand(outcome));
  const places = new Set(seen.map(({ seq }) => seq));
  // Players who saw a hidden roll have it twice after it is revealed.
  return seen.filter(({ reveals }) => reveals === null || reveals === undefined || !places.has(reveals));
};

/** @param {Row} row @returns {DiceOutcome[]} */
export const resultsOfRow = ({ outcome }) => (outcome ? resultsOf(outcome) : []);

/** The expression of one of a row's results, which may have one each. @param {Row} row @param {DiceOutcome} result */
export const exprOfResult = ({ expr }, result) => withoutRepeats(result.expr ?? expr);

/** @param {readonly number[]} totals */
const meanOf = (totals) =>
  (totals.length === 0 ? null : totals.reduce((sum, total) => sum + total, 0) / totals.length);

/** @param {readonly number[]} totals */
const deviationOf = (totals) => {
  if (totals.length < 2) return null;
  const mean = Number(meanOf(totals));
  const squares = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0);
  return Math.sqrt(squares / (totals.length - 1));
};

/**
 * Returns the rolls of an expression.
 *
 * @param {readonly Row[]} rows newest first
 * @param {string} expr in canonical form
 * @returns {Observed}
 */
export const observe = (rows, expr) => {
  const stem = withoutRepeats(expr);
  const same = stem === '' ? [] : seenRows(rows).flatMap((row) => resultsOfRow(row)
    .filter((result) => exprOfResult(row, result) === stem).map((result) => ({ row, result })).reverse());
  const totals = same.map(({ result }) => result.total);
  const [newest] = same;
  return {
    totals,
    mean: meanOf(totals),
    deviation: deviationOf(totals),
    margins: same.flatMap(({ result: { check } }) => check?.margin ?? []),
    successes: same.filter(({ result: { check } }) => check?.success).length,
    last: newest === undefined ? null
      : { total: newest.result.total, name: newest.row.mine ? '' : newest.row.by?.name ?? '' },
  };
};

/**
 * Returns the expressions of the log, each once, newest first.
 *
 * @param {readonly Row[]} rows
 * @param {number} most
 */
export const rolledExprs = (rows, most) => [...new Set(seenRows(rows)
  .filter(({ expr }) => expr !== '').map(({ expr }) => withoutRepeats(expr)))].slice(0, most);
