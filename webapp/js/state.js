// @ts-check
/** How each event changes what the page shows. Pure. */

import { spokenRoll } from './dice.js';
import { messageOf, problemOf } from './model.js';

/** The most rows that the log keeps. */
export const MAX_ROWS = 200;

const LOST = 'No answer: the connection was lost.';
const EXPIRED = 'No answer from the engine.';

/** Errors in the text itself: they belong to the input, not to the log. */
const TEXT_ERRORS = new Set(['syntax', 'limit', 'too_long']);

/** @typedef {import('./model.js').State} State */
/** @typedef {import('./model.js').ConnectionEvent} ConnectionEvent */
/** @typedef {import('./model.js').Problem} Problem */
/** @typedef {import('./model.js').Row} Row */
/** @typedef {import('./outcome.js').Outcome} Outcome */
/** @typedef {import('./protocol.js').Failure} Failure */

/** @param {State} state @param {string} text @returns {State} */
const announce = (state, text) =>
  ({ ...state, announcement: { serial: state.announcement.serial + 1, text } });

/** @param {State} state @param {Problem} found @returns {State} */
const complain = (state, found) =>
  announce({ ...state, problem: found }, [found.message, found.hint && `Try ${found.hint}.`]
    .filter(Boolean).join(' '));

/** @param {State} state @param {Row} row @returns {State} with the row in place of its namesake */
const replaceRow = (state, row) =>
  ({ ...state, rows: state.rows.map((old) => (old.id === row.id ? row : old)) });

/** @param {State} state @param {Row} row @param {string} message @param {boolean} retry */
const failRow = (state, { id, expr }, message, retry) => announce(
  replaceRow(state, { id, expr, status: 'failed', message, retry }), `${expr}: ${message}`);

// A late answer still finds its row, a second one does not.
/** @param {State} state @param {string | null} id */
const rowOf = (state, id) => state.rows.find((row) => row.id === id && row.status !== 'rolled');

/**
 * A fault in the text goes to the input when the text still stands there, else to the log.
 *
 * @param {State} state @param {Row} row @param {Problem} problem its position is in the row's text
 * @returns {State}
 */
const faultText = (state, row, problem) => {
  if (state.text.trim() !== row.expr) return failRow(state, row, problem.message, false);
  const rows = state.rows.filter((old) => old !== row);
  const pos = problem.pos === null ? null : problem.pos + state.text.indexOf(row.expr);
  return complain({ ...state, rows }, { ...problem, pos });
};

/** @param {State} state @param {Row} row @param {Outcome} outcome @returns {State} */
const showOutcome = (state, row, outcome) => {
  if (outcome.kind === 'refused') {
    return faultText(state, row, problemOf(outcome.text, { invalid: true }));
  }
  const { id, expr } = row;
  return announce(
    replaceRow(state, { id, expr, status: 'rolled', outcome }), spokenRoll(expr, outcome));
};

/** @param {State} state @param {Failure} failure @returns {State} */
const showFailure = (state, failure) => {
  const row = rowOf(state, failure.id);
  const { pos, len, hint, code, temporary } = failure;
  const message = messageOf(failure);
  if (row === undefined) {
    return failure.id === null ? complain(state, problemOf(message, { hint })) : state;
  }
  if (TEXT_ERRORS.has(code)) {
    return faultText(state, row, { message, invalid: true, pos, len, hint });
  }
  return failRow(state, row, message, temporary);
};

/** @param {State} state @param {import('./protocol.js').ServerMessage} message @returns {State} */
const receive = (state, message) => {
  switch (message.type) {
    case 'hello':
      return { ...state, limits: { ...state.limits, ...message.limits } };
    case 'result': {
      const row = rowOf(state, message.id);
      return row === undefined ? state : showOutcome(state, row, message.outcome);
    }
    case 'error':
      return showFailure(state, message);
    default:
      return state;
  }
};

/** @param {Row} row @returns {Row} */
const loseRow = (row) => (row.status === 'pending'
  ? { id: row.id, expr: row.expr, status: 'failed', message: LOST, retry: true } : row);

/** @param {string} id @param {string} expr @returns {Row} */
const pendingRow = (id, expr) => ({ id, expr, status: 'pending' });

/** @param {State} state @param {ConnectionEvent} event @returns {State} */
const connect = (state, { phase, nowMs }) => {
  const next = { ...state, connection: phase, nowMs };
  if (phase.phase === 'connecting') return next;
  if (phase.phase === 'open') {
    const problem = state.problem?.invalid ? state.problem : null;
    const back = { ...next, problem, interrupted: false };
    return state.interrupted ? announce(back, 'Connected again.') : back;
  }
  const lost = { ...next, interrupted: true };
  if (phase.phase === 'closed') {
    const rows = state.rows.map(loseRow);
    return announce({ ...lost, rows }, `Connection closed: ${phase.reason}`);
  }
  // What waits for an answer goes on waiting: the next connection asks for it again.
  return state.interrupted ? lost : announce(lost, 'Not connected. Reconnecting.');
};

/**
 * Returns the state after an event; the same object when nothing changed.
 *
 * @param {State} state
 * @param {import('./model.js').Event} event
 * @returns {State}
 */
export const reduce = (state, event) => {
  switch (event.type) {
    case 'edited':
      return { ...state, text: event.text, problem: null };
    case 'rolled': {
      const others = state.rows.filter(({ id }) => id !== event.retryOf);
      const rows = [pendingRow(event.id, event.expr), ...others];
      return { ...state, problem: null, rows: rows.slice(0, MAX_ROWS) };
    }
    case 'refused':
      return complain(state, event.problem);
    case 'expired': {
      const row = rowOf(state, event.id);
      const message = state.connection.phase === 'open' ? EXPIRED : LOST;
      return row === undefined ? state : failRow(state, row, message, true);
    }
    case 'received':
      return receive(state, event.message);
    case 'connection':
      return connect(state, event);
    case 'ticked':
      return { ...state, nowMs: event.nowMs };
    default:
      return state;
  }
};
