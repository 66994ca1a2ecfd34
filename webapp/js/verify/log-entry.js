// @ts-check
/** One entry of an exported log, read with care: it may be from a stranger. Pure. */

import { countOrNull, isObject, readList, textOrNull } from '../lib/json.js';
import { MAX_INDEX, readPlace } from './proof.js';

/** @typedef {Record<string, unknown>} Entry */
/** @typedef {import('./series.js').Audience} Audience */

const TYPES = ['rolled', 'result', 'row'];

/** What a hidden roll's proof may not have. */
const SECRETS = ['key', 'path', 'seed', 'expr', 'unused', 'hidden'];

/** @param {unknown} value @returns {value is Entry} */
export const hasRoll = (value) => isObject(value) && TYPES.includes(String(value.type));

/** @param {unknown} value */
const indexOrNull = (value) => {
  const index = countOrNull(value);
  return index === null || index > MAX_INDEX ? null : index;
};

/** @param {Entry} entry @returns {Audience} */
const audienceOf = ({ type, to, hidden, reveals }) => {
  if (type === 'result') return 'own';
  if (countOrNull(reveals) !== null) return 'reveal';
  return type === 'rolled' && hidden !== true && (to === undefined || to === 'all') ? 'all' : 'some';
};

/** Names an entry for people. @param {Entry} entry @param {number} position in the log, from 0 */
export const placeOf = ({ seq }, position) => {
  const number = countOrNull(seq);
  return number === null ? `entry ${position + 1}` : `seq ${number}`;
};

/** Returns the roll as one of a series; null if its proof has no number. @param {Entry} entry @param {string} place @returns {import('./series.js').Numbered | null} */
export const numberedOf = (entry, place) => {
  const at = readPlace(entry.proof);
  if (at === null || !isObject(entry.proof)) return null;
  const { unused, hidden, expr, seed } = entry.proof;
  const reveals = countOrNull(entry.reveals);
  return {
    ...at, audience: audienceOf(entry), roll: reveals === null ? place : `seq ${reveals}`,
    expr: textOrNull(expr), seed: textOrNull(seed),
    unused: readList(unused, indexOrNull), hidden: readList(hidden, indexOrNull),
  };
};

/** Returns what is wrong with an entry and its proof side by side: rule 6. @param {Entry} entry @returns {string[]} */
export const wrongMembers = ({ proof, hidden, verifiable }) => {
  const tellsSecret = hidden === true && isObject(proof) && SECRETS.some((name) => name in proof);
  return [
    ...(verifiable === false ? ['it has a proof, and is said to be not verifiable'] : []),
    ...(tellsSecret ? ['it is hidden, and its proof has more than root and index'] : []),
  ];
};

/** @param {Entry} entry @returns {{ id: string | null, name: string }} of the member who rolled */
export const playerOf = ({ by }) => ({
  id: isObject(by) ? textOrNull(by.id) : null, name: isObject(by) ? textOrNull(by.name) ?? '' : '',
});

/** The totals, for people. @param {Entry} entry */
export const resultOf = ({ roll, hidden }) => {
  if (hidden === true || !isObject(roll)) return '?';
  const results = Array.isArray(roll.rolls) ? roll.rolls : [roll];
  return results.map((result) => (isObject(result) && typeof result.total === 'number' ? String(result.total) : '–')).join(', ');
};
