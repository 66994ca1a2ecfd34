// @ts-check
/** Messages of the server: one JSON object in one text frame. */

import { countOrNull, isObject, parseJson, readList, textOrNull } from '../lib/json.js';
import { readRoll } from '../roll/outcome.js';
import {
  readActed, readJoined, readModerated, readOlder, readPresence,
  readRemoved, readRevealed, readRolled,
} from './table-frames.js';

/** @typedef {import('../roll/outcome.js').Outcome} Outcome */
/** @typedef {import('./table-frames.js').Joined} Joined */
/** @typedef {import('./table-frames.js').Left} Left */
/** @typedef {import('./table-frames.js').OlderRolls} OlderRolls */
/** @typedef {import('./table-frames.js').Presence} Presence */
/** @typedef {import('./table-frames.js').Revealed} Revealed */
/** @typedef {import('./table-frames.js').Acted} Acted */
/** @typedef {import('./table-frames.js').Removed} Removed */
/** @typedef {import('./table-frames.js').Moderated} Moderated */
/** @typedef {import('./table-frames.js').Rolled} Rolled */

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
 * @property {number | null} seq its position at the table; null for a roll that the table does not number
 * @property {string | null} expr in canonical form; null if the engine did not send it
 * @property {Outcome | null} outcome null if the player may not see it
 * @property {Json} frame as it was received
 */
/** @typedef {{ type: 'odds', id: string, odds: unknown }} OddsAnswer */
/** @typedef {{ type: 'pong' } | { type: 'resumed' } | { type: 'series' }} Acknowledgement */
/** @typedef {{ type: 'proof', id: string, seq: number | null, proof: unknown }} ProofAnswer */
/**
 * @typedef {object} Failure `pos` and `len` count UTF-16 units of the expression
 * @property {'error'} type
 * @property {string | null} id null if the server could not identify the request
 * @property {string} code
 * @property {string} message
 * @property {boolean} temporary
 * @property {number} retryAfterMs
 * @property {number | null} pos
 * @property {number} len
 * @property {string | null} hint an expression that would work
 * @property {unknown} wanted the die whose face is missing in a roll by hand
 */
/**
 * @typedef {Hello | Result | OddsAnswer | Acknowledgement | ProofAnswer | Failure
 *   | Joined | Rolled | Presence | Left | Revealed | OlderRolls
 *   | Acted | Removed | Moderated} ServerMessage
 */

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
  wanted: message.wanted ?? null,
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
const readResult = (message) => {
  const { id, seq, roll, hidden } = message;
  if (typeof id !== 'string') return null;
  return {
    type: 'result',
    id,
    seq: countOrNull(seq),
    expr: isObject(roll) ? textOrNull(roll.expr) : null,
    outcome: hidden === true ? null : readRoll(roll),
    frame: message,
  };
};

/** @typedef {Record<string, unknown>} Json */

/** @param {Json} message @returns {OddsAnswer | null} */
const readOddsAnswer = ({ id, odds }) => (typeof id === 'string' ? { type: 'odds', id, odds } : null);

/** @param {Json} message @returns {ProofAnswer | null} */
const readProofAnswer = ({ id, seq, proof }) =>
  (typeof id === 'string' ? { type: 'proof', id, seq: countOrNull(seq), proof } : null);

/**
 * A reader for each message type; the type checker reports a missing one.
 *
 * @type {{ readonly [Type in ServerMessage['type']]:
 *   (message: Json) => Extract<ServerMessage, { type: Type }> | null }}
 */
const READERS_BY_TYPE = {
  hello: readHello,
  result: readResult,
  odds: readOddsAnswer,
  error: readFailure,
  pong: () => ({ type: 'pong' }),
  resumed: () => ({ type: 'resumed' }),
  series: () => ({ type: 'series' }),
  proof: readProofAnswer,
  joined: readJoined,
  rolled: readRolled,
  presence: readPresence,
  left: () => ({ type: 'left' }),
  revealed: readRevealed,
  history: readOlder,
  acted: readActed,
  removed: readRemoved,
  moderated: readModerated,
};

/**
 * The same as a map, which has no inherited names such as `toString`.
 *
 * @type {ReadonlyMap<unknown, (message: Json) => ServerMessage | null>}
 */
export const READERS = new Map(Object.entries(READERS_BY_TYPE));

/**
 * Reads a message.
 *
 * @param {Json} message
 * @returns {ServerMessage | null} null for one to ignore: malformed, or of an unknown type
 */
export const read = (message) => READERS.get(message.type)?.(message) ?? null;

/** Reads one text frame, as {@link read} does. @param {string} text */
export const decode = (text) => {
  const message = parseJson(text);
  return isObject(message) ? read(message) : null;
};
