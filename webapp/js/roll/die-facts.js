// @ts-check
/** What a die did beside showing a number: it exploded, was rolled again, is a success. Pure. */

import { isFiniteNumber, readList } from '../lib/json.js';

/**
 * A kind of fact, by its name in CSS.
 *
 * @typedef {'critical-success' | 'critical-failure' | 'success' | 'failure' | 'exploded' | 'imploded' | 'subtracted'
 *   | 'rerolled' | 'raised' | 'lowered' | 'penetrated' | 'matched'} FactKind
 */
/** @typedef {{ kind: FactKind, words: string }} Fact `words` as they follow the die's number */
/** @typedef {Record<string, unknown> & { value: number }} RawDie as the engine sends it */

/** Signs: characters that every system's fonts have. @type {Readonly<Record<FactKind, string>>} */
export const FACT_SIGNS = Object.freeze({
  'critical-success': '★', 'critical-failure': '××', success: '✓', failure: '×', exploded: '!', imploded: '¡',
  subtracted: '−', rerolled: '↻', raised: '↑', lowered: '↓', penetrated: '!', matched: '=',
});

/** Longer lists are not from Dicegate's engine. */
const MAX_FACES = 20;

/** @param {unknown} value */
const facesOf = (value) => readList(value, (face) => (isFiniteNumber(face) ? face : null)).slice(0, MAX_FACES);

/** @typedef {(die: RawDie) => Fact | null} Reader null if the die did not do it */

/** @param {string} name of a member that says so @param {FactKind} kind @param {string} words @returns {Reader} */
const flag = (name, kind, words) => (die) => (die[name] === true ? { kind, words } : null);

/** @type {Reader} */
const readSuccess = ({ success, value }) => {
  if (success !== true) return null;
  return { kind: 'success', words: value > 1 && Number.isInteger(value) ? `${value} successes` : 'success' };
};

/** @type {Reader} */
const readExplosion = ({ exploded, compounded, faces }) => {
  if (exploded !== true && compounded !== true) return null;
  const added = compounded === true ? facesOf(faces) : [];
  return { kind: 'exploded', words: added.length > 1 ? `exploded as ${added.join(', ')}` : 'exploded' };
};

/** @type {Reader} */
const readReroll = ({ rerolled }) => {
  const discarded = facesOf(rerolled);
  return discarded.length === 0 ? null : { kind: 'rerolled', words: `rolled again after ${discarded.join(', ')}` };
};

/** @type {Reader} */
const readClamp = ({ clamped, value, faces }) => {
  if (clamped !== true) return null;
  const [face] = facesOf(faces);
  const kind = face !== undefined && face > value ? 'lowered' : 'raised';
  return { kind, words: face === undefined ? 'at its limit' : `${kind} from ${face}` };
};

/** The most important first. @type {readonly Reader[]} */
const READERS = [
  flag('criticalSuccess', 'critical-success', 'critical success'),
  flag('criticalFailure', 'critical-failure', 'critical failure'),
  readSuccess,
  flag('failure', 'failure', 'failure'),
  readExplosion,
  flag('imploded', 'imploded', 'imploded'),
  flag('subtracted', 'subtracted', 'subtracted'),
  readReroll,
  readClamp,
  flag('penetrated', 'penetrated', 'counts one less'),
  flag('matched', 'matched', 'matched'),
];

/** Reads what a die did. @param {RawDie} die @returns {Fact[]} the most important first */
export const readFacts = (die) => READERS.flatMap((read) => read(die) ?? []);

/** Returns the faces that a die showed before it was rolled again. @param {RawDie} die */
export const discardedOf = (die) => facesOf(die.rerolled);

/**
 * Whether a die is counted as a success, a failure or neither: then its value is not its number.
 *
 * @param {RawDie} die
 */
export const isCounted = ({ success, failure, value, faces, number, clamped }) => success === true || failure === true
  || (value === 0 && clamped !== true && (Array.isArray(faces) || isFiniteNumber(number)));
