// @ts-check
/** The life of an own roll: requested, answered, failed, lost. Pure. */

import { PLAIN_ROW } from './model.js';
import { readRoll } from '../roll/outcome.js';
import { startThrow } from './animation.js';
import { announce, reportProblem } from './notices.js';
import { placeOfError } from './error-places.js';
import { messageOf, problemOf } from './problems.js';
import {
  addRow, isWaiting, findOpenRow, placeRow, removeRow, replaceRow, rowAt,
} from './rows.js';
import { audienceOf } from './whisper.js';

/** @typedef {import('./model.js').Problem} Problem */
/** @typedef {import('./model.js').Row} Row */
/** @typedef {import('./model.js').State} State */

const LOST = 'No answer: the connection was lost.';
const EXPIRED = 'No answer from the engine. Nothing was shown to anybody.';

/** After this long the player is informed that the roll is still pending. */
export const LATE_MS = 1000;

/** @param {State} state @param {Row} row @param {string} message @param {boolean} retry */
const failRow = (state, row, message, retry) => announce(
  replaceRow(state, { ...row, status: 'failed', message, retry }), `${row.expr}: ${message}`);

/** Whether the text in the input is that of a roll. @param {State} state @param {string} expr */
const isTyped = ({ text }, expr) => text.trimStart().startsWith(expr);

/**
 * Shows a fault in the text under the input if the text is still there, else in the log.
 *
 * @param {State} state @param {Row} row @param {Problem} problem its position is in the row's text
 * @returns {State}
 */
const rejectText = (state, row, problem) => {
  if (!isTyped(state, row.expr)) {
    return failRow(state, row, problem.message, false);
  }
  const pos = problem.pos === null ? null : problem.pos + state.text.indexOf(row.expr);
  return reportProblem({ ...removeRow(state, row.key), spent: false }, { ...problem, pos });
};

/** Forgets what concerned the roll before. @param {State} state @param {string} expr of a new one @returns {State} */
const beginRoll = (state, expr) => ({
  ...state, problem: null, notice: '', ...(isTyped(state, expr) && { spent: true, extended: '' }),
});

/** Adds the row of a requested roll. @param {State} state @param {import('./events.js').RollEvent} event */
export const startRow = (state, { type, id, expr, label, to, retryOf }) => {
  /** @type {Row} */
  const row = {
    ...PLAIN_ROW,
    key: id,
    id,
    expr,
    asked: expr,
    label,
    ...audienceOf(state, to),
    by: state.table?.you ?? null,
    status: type === 'queued' ? 'queued' : 'pending',
    atMs: state.nowMs,
  };
  return addRow(beginRoll(removeRow(state, retryOf), expr), row);
};

/** Marks a queued roll as sent. @param {State} state @param {string} id */
export const sendRow = (state, id) => {
  const row = findOpenRow(state, id);
  return row === undefined
    ? state : replaceRow(state, { ...row, status: 'pending', atMs: state.nowMs });
};

/**
 * Shows the answer to an own roll. At a table, the log may have it already if this page was away.
 *
 * @param {State} state
 * @param {import('../net/protocol.js').Result} result
 * @returns {State}
 */
export const answerRow = (state, { id, seq, expr, outcome, frame }) => {
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
    frame: seq === null ? frame : null,
  };
  const calm = { ...state, early, engineGone: false };
  const placed = seq === null ? replaceRow(calm, answered) : placeRow(calm, answered);
  return startThrow(placed, answered);
};

/**
 * Shows why an own roll failed.
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
  if (placeOfError(failure) === 'input') {
    return rejectText(state, row, { message, invalid: true, pos, len, hint });
  }
  const failed = failRow(state, row, message, temporary);
  if (code === 'rate_limited') return { ...failed, notBeforeMs: state.nowMs + retryAfterMs };
  return { ...failed, engineGone: state.engineGone || code === 'no_engine' };
};

/** Fails a roll whose deadline has passed. @param {State} state @param {string} id @returns {State} */
export const expireRow = (state, id) => {
  const row = findOpenRow(state, id);
  const message = state.connection.phase === 'open' ? EXPIRED : LOST;
  return row === undefined ? state : failRow(state, row, message, true);
};

/** Fails all unanswered rolls: no answer can come any more. @param {State} state @returns {State} */
export const failOpenRows = (state) => ({
  ...state,
  rows: state.rows.map((row) => (row.status === 'pending' || row.status === 'queued'
    ? { ...row, status: 'failed', message: LOST, retry: true } : row)),
});

/** Announces long waits, each once. @param {State} state @returns {State} */
export const markLateRows = (state) => {
  const late = state.rows.filter((row) => row.status === 'pending' && !row.late
    && state.nowMs - row.atMs > LATE_MS);
  if (late.length === 0) return state;
  const marked = late.reduce((next, row) => replaceRow(next, { ...row, late: true }), state);
  return isWaiting(marked) ? announce(marked, 'Still rolling.') : marked;
};

/**
 * Shows a practice roll.
 *
 * @param {State} state
 * @param {{ id: string, expr: string, label: string, roll: unknown }} practised
 */
export const practiseRow = (state, { id, expr, label, roll }) => {
  const row = {
    ...PLAIN_ROW, key: id, id, expr, label, practice: true, atMs: state.nowMs,
    status: /** @type {const} */ ('rolled'), outcome: readRoll(roll),
  };
  return startThrow(addRow(beginRoll(state, expr), row), row);
};
