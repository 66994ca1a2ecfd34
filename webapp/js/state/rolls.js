// @ts-check
/** The way of an own roll: asked for, answered, refused, lost. Pure. */

import { messageOf, PLAIN_ROW, problemOf } from './model.js';
import { readRoll } from '../roll/outcome.js';
import { startThrow } from './animation.js';
import { announce, reportProblem } from './notices.js';
import {
  addRow, isWaiting, findOpenRow, placeRow, removeRow, replaceRow, rowAt,
} from './rows.js';

/** @typedef {import('./model.js').Problem} Problem */
/** @typedef {import('./model.js').Row} Row */
/** @typedef {import('./model.js').State} State */

const LOST = 'No answer: the connection was lost.';
const EXPIRED = 'No answer from the engine. Nothing was shown to anybody.';

/** After this long the player is told that the roll is still under way. */
export const LATE_MS = 1000;

/** Errors in the text itself: they belong to the input, not to the log. */
const TEXT_ERRORS = new Set(['syntax', 'limit', 'too_long']);

/** @param {State} state @param {Row} row @param {string} message @param {boolean} retry */
const failRow = (state, row, message, retry) => announce(
  replaceRow(state, { ...row, status: 'failed', message, retry }), `${row.expr}: ${message}`);

/**
 * A fault in the text goes to the input when the text still stands there, else to the log.
 *
 * @param {State} state @param {Row} row @param {Problem} problem its position is in the row's text
 * @returns {State}
 */
const rejectText = (state, row, problem) => {
  if (!state.text.trimStart().startsWith(row.expr)) {
    return failRow(state, row, problem.message, false);
  }
  const pos = problem.pos === null ? null : problem.pos + state.text.indexOf(row.expr);
  return reportProblem(removeRow(state, row.key), { ...problem, pos });
};

/** A roll was asked for. @param {State} state @param {import('./model.js').RollEvent} event */
export const startRow = (state, { type, id, expr, label, to, retryOf }) => {
  /** @type {Row} */
  const row = {
    ...PLAIN_ROW,
    key: id,
    id,
    expr,
    label,
    to,
    by: state.table?.you ?? null,
    status: type === 'queued' ? 'queued' : 'pending',
    atMs: state.nowMs,
  };
  return addRow({ ...removeRow(state, retryOf), problem: null, notice: '' }, row);
};

/** A roll that waited for the connection was sent. @param {State} state @param {string} id */
export const sendRow = (state, id) => {
  const row = findOpenRow(state, id);
  return row === undefined
    ? state : replaceRow(state, { ...row, status: 'pending', atMs: state.nowMs });
};

/**
 * An own roll was answered. At a table it may have been told already, if this page was away.
 *
 * @param {State} state
 * @param {import('../net/protocol.js').Result} result
 * @returns {State}
 */
export const answerRow = (state, { id, seq, expr, outcome }) => {
  const row = findOpenRow(state, id);
  if (row === undefined) return state;
  if (outcome?.kind === 'refused') {
    return rejectText(state, row, problemOf(outcome.text, { invalid: true }));
  }
  const known = rowAt(state, seq);
  const early = state.early.filter((roll) => roll.seq !== seq);
  if (known) return { ...removeRow(state, row.key), early, engineGone: false };
  /** @type {Row} */
  const answered = {
    ...row,
    seq,
    expr: expr ?? row.expr,
    outcome,
    atMs: state.nowMs,
    status: outcome === null ? 'hidden' : 'rolled',
  };
  const calm = { ...state, early, engineGone: false };
  const placed = seq === null ? replaceRow(calm, answered) : placeRow(calm, answered);
  return startThrow(placed, answered);
};

/**
 * An own request could not be served.
 *
 * @param {State} state
 * @param {import('../net/protocol.js').Failure} failure
 * @returns {State}
 */
export const failRoll = (state, failure) => {
  const row = findOpenRow(state, failure.id);
  const { pos, len, hint, code, temporary, retryAfterMs } = failure;
  const message = messageOf(failure);
  if (row === undefined) return state;
  if (TEXT_ERRORS.has(code)) {
    return rejectText(state, row, { message, invalid: true, pos, len, hint });
  }
  const failed = failRow(state, row, message, temporary);
  if (code === 'rate_limited') return { ...failed, notBeforeMs: state.nowMs + retryAfterMs };
  return { ...failed, engineGone: state.engineGone || code === 'no_engine' };
};

/** The time for an answer is up. @param {State} state @param {string} id @returns {State} */
export const expireRow = (state, id) => {
  const row = findOpenRow(state, id);
  const message = state.connection.phase === 'open' ? EXPIRED : LOST;
  return row === undefined ? state : failRow(state, row, message, true);
};

/** Nobody will answer any more. @param {State} state @returns {State} */
export const failOpenRows = (state) => ({
  ...state,
  rows: state.rows.map((row) => (row.status === 'pending' || row.status === 'queued'
    ? { ...row, status: 'failed', message: LOST, retry: true } : row)),
});

/** Time has passed: long waits are told, each once. @param {State} state @returns {State} */
export const markLateRows = (state) => {
  const late = state.rows.filter((row) => row.status === 'pending' && !row.late
    && state.nowMs - row.atMs > LATE_MS);
  if (late.length === 0) return state;
  const marked = late.reduce((next, row) => replaceRow(next, { ...row, late: true }), state);
  return isWaiting(marked) ? announce(marked, 'Still rolling.') : marked;
};

/**
 * A roll was made on this page, for nobody else.
 *
 * @param {State} state
 * @param {{ id: string, expr: string, label: string, roll: unknown }} practised
 */
export const practiseRow = (state, { id, expr, label, roll }) => {
  const row = {
    ...PLAIN_ROW, key: id, id, expr, label, practice: true, atMs: state.nowMs,
    status: /** @type {const} */ ('rolled'), outcome: readRoll(roll),
  };
  return startThrow(addRow({ ...state, problem: null, notice: '' }, row), row);
};
