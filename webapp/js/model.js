// @ts-check
/** All that the page shows, as one value, and the events that change it. */

const OFFLINE = 'Cannot roll right now: there is no connection. Your text is kept.';

/** @typedef {import('./outcome.js').Outcome} Outcome */
/** @typedef {import('./protocol.js').Limits} Limits */
/** @typedef {import('./protocol.js').ServerMessage} ServerMessage */
/** @typedef {import('./socket.js').Phase} Phase */

/**
 * @typedef {object} Problem what is said under the input
 * @property {string} message
 * @property {boolean} invalid whether the text is at fault
 * @property {number | null} pos
 * @property {number} len
 * @property {string | null} hint
 */
/** @typedef {{ id: string, expr: string, status: 'pending' }} PendingRow */
/** @typedef {{ id: string, expr: string, status: 'rolled', outcome: Outcome }} RolledRow */
/**
 * @typedef {{ id: string, expr: string, status: 'failed', message: string, retry: boolean }}
 *   FailedRow
 */
/** @typedef {PendingRow | RolledRow | FailedRow} Row */
/** @typedef {{ serial: number, text: string }} Announcement a new serial: say it, even again */
/**
 * @typedef {object} State
 * @property {Phase} connection
 * @property {boolean} interrupted whether a connection was lost and is not back
 * @property {number} nowMs the time, as far as the page shows it
 * @property {Limits} limits
 * @property {string} text what stands in the input
 * @property {Problem | null} problem
 * @property {readonly Row[]} rows newest first
 * @property {Announcement} announcement
 */
/** @typedef {{ type: 'connection', phase: Phase, nowMs: number }} ConnectionEvent */
/**
 * @typedef {{ type: 'edited', text: string }
 *   | { type: 'rolled', id: string, expr: string, retryOf: string | null }
 *   | { type: 'refused', problem: Problem }
 *   | { type: 'expired', id: string }
 *   | { type: 'received', message: ServerMessage }
 *   | ConnectionEvent
 *   | { type: 'ticked', nowMs: number }} Event
 */

/** @param {string} text what stands in the input @returns {State} */
export const initialState = (text) => ({
  connection: { phase: 'connecting' },
  interrupted: false,
  nowMs: 0,
  limits: { messageChars: 4096, inFlight: 256 },
  text,
  problem: null,
  rows: [],
  announcement: { serial: 0, text: '' },
});

/** @param {string} message @param {Partial<Problem>} [more] @returns {Problem} */
export const problemOf = (message, more = {}) =>
  ({ message, invalid: false, pos: null, len: 0, hint: null, ...more });

/**
 * Returns what an error says, with the place for those who do not see it selected.
 *
 * @param {import('./protocol.js').Failure} failure
 */
export const messageOf = ({ message, pos }) =>
  pos === null ? message : `${message.replace(/\.$/, '')} (character ${pos + 1}).`;

/**
 * Tells why a roll cannot be sent now.
 *
 * @param {State} state
 * @param {string} expr
 * @param {number} messageChars the length of the message that would be sent
 * @returns {Problem | null} null when it can
 */
export const refusalOf = ({ connection, limits, rows }, expr, messageChars) => {
  if (expr === '') return problemOf('Type a roll first.', { invalid: true, hint: '3d6' });
  if (connection.phase !== 'open') return problemOf(OFFLINE);
  if (messageChars > limits.messageChars) {
    const tooMany = messageChars - limits.messageChars;
    return problemOf(`This roll is too long by ${tooMany} characters.`, { invalid: true });
  }
  if (rows.filter(({ status }) => status === 'pending').length >= limits.inFlight) {
    return problemOf('Too many rolls wait for an answer. Try again in a moment.');
  }
  return null;
};
