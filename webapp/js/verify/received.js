// @ts-check
/** What comes with a roll. Pure. */

import { countOrNull, isObject, textOrNull } from '../lib/json.js';
import { readPlace } from './proof.js';

/**
 * @typedef {object} Roll what came with a roll
 * @property {import('./proof.js').Place | null} place its number; null if it has none
 * @property {boolean} unseeded whether the engine knows no seeds
 * @property {string} engine its name; may be empty
 * @property {string | null} expr as the engine got it, of an own roll; null if that is what was typed
 * @property {unknown} roll object of the engine; undefined if it is hidden
 * @property {string | null} by the member's id
 * @property {'all' | 'table' | 'private'} to `table`: hidden, with a number of the series at the table; `private`: a
 *   whisper, or a reveal, which may be of one
 * @property {number | null} seq of the entry whose proof the server sends
 */
/** @typedef {import('./commitments.js').When | 'private'} When a root was told; `private` to those alone who were whispered to */

/** @param {unknown} to @param {unknown} reveals @returns {Roll['to']} */
const audienceOf = (to, reveals) => {
  if (Array.isArray(to) || to === 'whisper' || countOrNull(reveals) !== null) return 'private';
  return to === 'all' ? 'all' : 'table';
};

/** @param {Record<string, unknown>} frame `rolled` or `result` @param {number | null} seq @returns {Roll} */
export const readReceived = ({ proof, verifiable, engine, roll, hidden, by, to, reveals }, seq) => ({
  place: readPlace(proof),
  unseeded: verifiable === false,
  engine: textOrNull(engine) ?? '',
  expr: isObject(proof) ? textOrNull(proof.expr) : null,
  roll: hidden === true ? undefined : roll,
  by: isObject(by) ? textOrNull(by.id) : null,
  to: audienceOf(to, reveals),
  seq,
});
