// @ts-check
/** What the page receives: one JSON object in one text frame. */

import { countOrNull, isObject, parseJson, readList, textOrNull } from '../lib/json.js';
import { readRoll } from '../roll/outcome.js';
import { readJoined, readPresence, readRevealed, readRolled } from './table-frames.js';

/** @typedef {import('../roll/outcome.js').Outcome} Outcome */
/** @typedef {import('./table-frames.js').Joined} Joined */
/** @typedef {import('./table-frames.js').Left} Left */
/** @typedef {import('./table-frames.js').Presence} Presence */
/** @typedef {import('./table-frames.js').Revealed} Revealed */
/** @typedef {import('./table-frames.js').Rolled} Rolled */

/** The subprotocol that the page offers. */
export const SUBPROTOCOL = 'dicegate.v1.json';

/** @typedef {{ messageChars: number, inFlight: number }} Limits */
/**
 * @typedef {object} Hello
 * @property {'hello'} type
 * @property {string | null} session
 * @property {Partial<Limits>} limits
 * @property {string[]} features
 */
/**
 * @typedef {object} Result
 * @property {'result'} type
 * @property {string} id
 * @property {number | null} seq its place at the table; null for what got none
 * @property {string | null} expr in canonical form; null if the engine did not tell it
 * @property {Outcome | null} outcome null if the player may not see it
 */
/** @typedef {{ type: 'odds', id: string, odds: unknown }} OddsAnswer */
/** @typedef {{ type: 'pending', id: string }} Pending the request takes longer than usual */
/** @typedef {{ type: 'pong' } | { type: 'resumed' }} Acknowledgement */
/**
 * @typedef {object} Failure `pos` and `len` count UTF-16 units of the expression
 * @property {'error'} type
 * @property {string | null} id null when the server could not tell which request it was
 * @property {string} code
 * @property {string} message
 * @property {boolean} temporary
 * @property {number} retryAfterMs
 * @property {number | null} pos
 * @property {number} len
 * @property {string | null} hint an expression that would work
 */
/**
 * @typedef {Hello | Result | OddsAnswer | Pending | Acknowledgement | Failure
 *   | Joined | Rolled | Presence | Left | Revealed} ServerMessage
 */

/** @param {string} rootUrl where the page's files lie, with a slash at the end */
export const socketUrl = (rootUrl) => {
  const url = new URL('ws', rootUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
};

/** @param {Record<string, unknown>} message @returns {Failure} */
const readFailure = (message) => ({
  type: 'error',
  id: textOrNull(message.id),
  code: textOrNull(message.code) ?? 'internal',
  message: textOrNull(message.message) || 'The server could not do this.',
  temporary: message.temporary === true,
  retryAfterMs: countOrNull(message.retryAfterMs) ?? 0,
  pos: countOrNull(message.pos),
  len: countOrNull(message.len) ?? 0,
  hint: textOrNull(message.hint) || null,
});

/** @param {unknown} limits @returns {Partial<Limits>} */
const readLimits = (limits) => {
  if (!isObject(limits)) return {};
  const known = ['messageChars', 'inFlight'].filter((name) => countOrNull(limits[name]));
  return Object.fromEntries(known.map((name) => [name, limits[name]]));
};

/** @param {Record<string, unknown>} message @returns {Hello} */
const readHello = ({ session, limits, features }) => ({
  type: 'hello',
  session: textOrNull(session),
  limits: readLimits(limits),
  features: readList(features, textOrNull),
});

/** @param {Record<string, unknown>} message @returns {Result | null} */
const readResult = ({ id, seq, roll, hidden }) => {
  if (typeof id !== 'string') return null;
  return {
    type: 'result',
    id,
    seq: countOrNull(seq),
    expr: isObject(roll) ? textOrNull(roll.expr) : null,
    outcome: hidden === true ? null : readRoll(roll),
  };
};

/** @typedef {(message: Record<string, unknown>) => ServerMessage | null} Reader */

/** @type {ReadonlyMap<unknown, Reader>} */
const READERS = new Map(/** @type {[string, Reader][]} */ ([
  ['hello', readHello],
  ['result', readResult],
  ['odds', ({ id, odds }) => (typeof id === 'string' ? { type: 'odds', id, odds } : null)],
  ['pending', ({ id }) => (typeof id === 'string' ? { type: 'pending', id } : null)],
  ['error', readFailure],
  ['pong', () => ({ type: 'pong' })],
  ['resumed', () => ({ type: 'resumed' })],
  ['joined', readJoined],
  ['rolled', readRolled],
  ['presence', readPresence],
  ['left', () => ({ type: 'left' })],
  ['revealed', readRevealed],
]));

/**
 * Reads one text frame.
 *
 * @param {string} text
 * @returns {ServerMessage | null} null for what the page does not know and should ignore
 */
export const decode = (text) => {
  const message = parseJson(text);
  return isObject(message) ? READERS.get(message.type)?.(message) ?? null : null;
};
