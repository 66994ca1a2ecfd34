// @ts-check
/** The rows that are in the document, of a log that may have thousands. Pure. */

import { FIRST_ROWS } from './reach.js';

/** @typedef {import('./model.js').Row} Row */
/** @typedef {{ first: string | null, last: string | null }} Bounds keys, see `Browsing` */
/** @typedef {{ from: number, to: number }} Span of indices; `to` is exclusive */

/** The most rows in the document: enough to scroll in, and few enough for a phone. */
export const MAX_SHOWN = 400;

/** The number of rows that a step shows. */
export const STEP_ROWS = 100;

/** @type {Bounds} */
export const NEWEST = Object.freeze({ first: null, last: null });

/**
 * Returns the part of the rows between two of them. Rows that are gone count as the newest.
 *
 * @param {readonly Row[]} rows newest first
 * @param {Bounds} bounds
 * @returns {Span}
 */
export const spanOf = (rows, { first, last }) => {
  const from = first === null ? 0 : Math.max(0, rows.findIndex(({ key }) => key === first));
  const end = last === null ? -1 : rows.findIndex(({ key }) => key === last);
  const to = end < from ? from + FIRST_ROWS : Math.min(end + 1, from + MAX_SHOWN);
  return { from, to: Math.min(to, rows.length) };
};

/** @param {readonly Row[]} rows @param {Span} span @returns {Bounds} */
const boundsOf = (rows, { from, to }) =>
  ({ first: from === 0 ? null : rows[from].key, last: rows[to - 1]?.key ?? null });

/** Shows older rows too, and less of the newest ones if there are too many. @param {readonly Row[]} rows @param {Bounds} bounds @returns {Bounds} */
export const towardsOld = (rows, bounds) => {
  const span = spanOf(rows, bounds);
  const to = Math.min(rows.length, span.to + STEP_ROWS);
  return boundsOf(rows, { from: Math.max(span.from, to - MAX_SHOWN), to });
};

/** Shows newer rows too, and less of the oldest ones if there are too many. @param {readonly Row[]} rows @param {Bounds} bounds @returns {Bounds} */
export const towardsNew = (rows, bounds) => {
  const span = spanOf(rows, bounds);
  const from = Math.max(0, span.from - STEP_ROWS);
  return boundsOf(rows, { from, to: Math.min(span.to, from + MAX_SHOWN) });
};
