// @ts-check
/** The rows of the log: newest first, the table's rolls in its order. Pure. */

import { MAX_ROWS } from './reach.js';

/** @typedef {import('./model.js').Row} Row */
/** @typedef {import('./model.js').State} State */

/** @param {State} state @param {readonly Row[]} rows @returns {State} */
export const withRows = (state, rows) => ({ ...state, rows: rows.slice(0, MAX_ROWS) });

/** @param {State} state @param {Row} row @returns {State} with the row on top */
export const addRow = (state, row) => withRows(state, [row, ...state.rows]);

/** @param {State} state @param {Row} row @returns {State} with the row in place of the one with its key */
export const replaceRow = (state, row) =>
  ({ ...state, rows: state.rows.map((old) => (old.key === row.key ? row : old)) });

/** @param {State} state @param {string | null} key @returns {State} */
export const removeRow = (state, key) =>
  ({ ...state, rows: state.rows.filter((row) => row.key !== key) });

/** @param {Row} row */
const isUnanswered = ({ status }) => status === 'pending' || status === 'queued';

/**
 * Inserts a row at its position at the table: under later rolls, or else under unanswered ones on top.
 *
 * @param {State} state
 * @param {Row} row with a position at the table
 * @returns {State}
 */
export const placeRow = (state, row) => {
  const others = state.rows.filter(({ key }) => key !== row.key);
  // Rows without a position, as of private rolls, stay between those that they came between.
  const later = others.findLastIndex(({ seq }) => seq !== null && seq > Number(row.seq));
  const unanswered = others.findIndex((other) => !isUnanswered(other));
  const top = unanswered < 0 ? others.length : unanswered;
  const index = later < 0 ? top : later + 1;
  return withRows(state, [...others.slice(0, index), row, ...others.slice(index)]);
};

/** Finds the row of an answer: even a late one, but not a second one. @param {State} state @param {string | null} id @returns {Row | undefined} */
export const findOpenRow = ({ rows }, id) => rows.find(
  (row) => id !== null && row.id === id && row.status !== 'rolled' && row.status !== 'hidden');

/** @param {State} state @param {number | null} seq @returns {Row | undefined} */
export const rowAt = ({ rows }, seq) => rows.find((row) => seq !== null && row.seq === seq);

/** Whether any own roll is unanswered. @param {State} state */
export const isWaiting = ({ rows }) => rows.some(({ status }) => status === 'pending');
