// @ts-check
/** The messages of the JSON dialect: one object in one text frame. */

import { countOrNull, isObject, readRoll } from './outcome.js';

/** @typedef {import('./outcome.js').Outcome} Outcome */

/** The subprotocol that the page offers. */
export const SUBPROTOCOL = 'dicegate.v1.json';

/** @typedef {{ messageChars: number, inFlight: number }} Limits */
/** @typedef {{ type: 'hello', session: string | null, limits: Partial<Limits> }} Hello */
/** @typedef {{ type: 'result', id: string, outcome: Outcome }} Result */
/** @typedef {{ type: 'pong' } | { type: 'resumed' }} Acknowledgement */
/**
 * @typedef {object} Failure `pos` and `len` count UTF-16 units of the expression
 * @property {'error'} type
 * @property {string | null} id null when the server could not tell which request it was
 * @property {string} code
 * @property {string} message
 * @property {boolean} temporary
 * @property {number | null} pos
 * @property {number} len
 * @property {string | null} hint an expression that would work
 */
/** @typedef {Hello | Result | Acknowledgement | Failure} ServerMessage */

/** @param {unknown} value @returns {string | null} */
const textOrNull = (value) => (typeof value === 'string' ? value : null);

/**
 * Returns the WebSocket's address beside the page, whatever the context root.
 *
 * @param {string} baseUri the page's `document.baseURI`
 */
export const socketUrl = (baseUri) => {
  const url = new URL('ws', baseUri);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
};

/** @param {string} id @param {string} expr */
export const encodeRoll = (id, expr) => JSON.stringify({ type: 'roll', id, expr });

/** @param {string} session what an earlier hello told */
export const encodeResume = (session) => JSON.stringify({ type: 'resume', session });

/** @param {string} id */
export const encodePing = (id) => JSON.stringify({ type: 'ping', id });

/** @param {Record<string, unknown>} message @returns {Failure} */
const readFailure = (message) => ({
  type: 'error',
  id: textOrNull(message.id),
  code: textOrNull(message.code) ?? 'internal',
  message: textOrNull(message.message) || 'The server could not do this.',
  temporary: message.temporary === true,
  pos: countOrNull(message.pos),
  len: countOrNull(message.len) ?? 0,
  hint: textOrNull(message.hint) || null,
});

/** @param {unknown} limits @returns {Partial<Limits>} */
const readLimits = (limits) => {
  if (!isObject(limits)) return {};
  const known = [];
  for (const name of ['messageChars', 'inFlight']) {
    if (countOrNull(limits[name])) known.push([name, limits[name]]);
  }
  return Object.fromEntries(known);
};

/** @param {string} text @returns {unknown} undefined for what is not JSON */
const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads one text frame.
 *
 * @param {string} text
 * @returns {ServerMessage | null} null for what the page does not know and should ignore
 */
export const decode = (text) => {
  const message = parse(text);
  if (!isObject(message)) return null;
  switch (message.type) {
    case 'hello':
      return {
        type: 'hello', session: textOrNull(message.session), limits: readLimits(message.limits),
      };
    case 'result':
      if (typeof message.id !== 'string') return null;
      return { type: 'result', id: message.id, outcome: readRoll(message.roll) };
    case 'error':
      return readFailure(message);
    case 'pong':
    case 'resumed':
      return { type: message.type };
    default:
      return null;
  }
};
