// @ts-check
/** Checks a roll before it is sent. Pure. */

import { MAX_LABEL_CHARS } from '../lib/plain-text.js';
import { problemOf } from '../state/problems.js';

/** @typedef {import('../state/model.js').Problem} Problem */
/** @typedef {import('../state/model.js').State} State */

const EMPTY = problemOf('Type a roll first, such as 3d6.', { invalid: true });
const QUEUED = problemOf('One roll waits for the connection already.');
const CROWDED = problemOf('Too many rolls are unanswered. Try again in a moment.');
const ALONE = problemOf('Nobody whom you whisper to is at the table. Choose who sees it.');
const CLOSED = problemOf('Cannot roll: the connection is closed. Your text is kept.');

/** @param {State} state @param {import('../state/model.js').RowStatus} status */
const count = ({ rows }, status) => rows.filter((row) => row.status === status).length;

/** Whether a roll can be sent at once. @param {State} state */
export const isOnline = ({ connection, table }) =>
  connection.phase === 'open' && table?.status !== 'joining';

/** Whether the connection ended for good. @param {State} state */
export const isClosed = ({ connection }) =>
  connection.phase === 'closed' || connection.phase === 'replaced';

/**
 * Returns why a roll can neither be sent nor queued.
 *
 * @param {State} state
 * @param {{ expr: string, label?: string, to?: import('../net/encode.js').Recipients }} roll
 * @param {number} messageChars length of its message
 * @returns {Problem | null} null if it can
 */
export const precheck = (state, { expr, label = '', to = 'all' }, messageChars) => {
  if (expr === '') return EMPTY;
  if (label.length > MAX_LABEL_CHARS) {
    const at = state.text.indexOf(label);
    const place = at < 0 ? {} : { invalid: true, pos: at + MAX_LABEL_CHARS, len: label.length - MAX_LABEL_CHARS };
    return problemOf(`A label has at most ${MAX_LABEL_CHARS} characters.`, place);
  }
  if (to.length === 0) return ALONE;
  if (messageChars > state.limits.messageChars) {
    const tooMany = messageChars - state.limits.messageChars;
    return problemOf(`This roll is too long by ${tooMany} characters.`, { invalid: true });
  }
  if (isClosed(state)) return CLOSED;
  if (!isOnline(state)) return count(state, 'queued') > 0 ? QUEUED : null;
  if (state.nowMs < state.notBeforeMs) {
    const seconds = Math.ceil((state.notBeforeMs - state.nowMs) / 1000);
    return problemOf(`Too many rolls at once. Roll again in ${seconds} s.`);
  }
  return count(state, 'pending') >= state.limits.inFlight ? CROWDED : null;
};
