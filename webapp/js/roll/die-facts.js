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

/** @param {RawDie} die @returns {Fact} */
const successOf = ({ value }) =>
  ({ kind: 'success', words: value > 1 && Number.isInteger(value) ? `${value} successes` : 'success' });

/** @param {RawDie} die @returns {Fact} */
const explosionOf = ({ compounded, faces }) => {
  const added = compounded === true ? facesOf(faces) : [];
  return { kind: 'exploded', words: added.length > 1 ? `exploded as ${added.join(', ')}` : 'exploded' };
};

/** @param {RawDie} die @returns {Fact} */
const clampOf = ({ value, faces }) => {
  const [face] = facesOf(faces);
  const kind = face !== undefined && face > value ? 'lowered' : 'raised';
  if (face !== undefined) return { kind, words: `${kind} from ${face}` };
  return { kind, words: 'at its limit' };
};

/** @param {readonly number[]} discarded @returns {Fact[]} */
const rerollOf = (discarded) =>
  (discarded.length === 0 ? [] : [{ kind: 'rerolled', words: `rolled again after ${discarded.join(', ')}` }]);

/**
 * Reads what a die did.
 *
 * @param {RawDie} die
 * @returns {Fact[]} the most important first
 */
export const readFacts = (die) => [
  ...(die.criticalSuccess === true ? [/** @type {Fact} */ ({ kind: 'critical-success', words: 'critical success' })] : []),
  ...(die.criticalFailure === true ? [/** @type {Fact} */ ({ kind: 'critical-failure', words: 'critical failure' })] : []),
  ...(die.success === true ? [successOf(die)] : []),
  ...(die.failure === true ? [/** @type {Fact} */ ({ kind: 'failure', words: 'failure' })] : []),
  ...(die.exploded === true || die.compounded === true ? [explosionOf(die)] : []),
  ...(die.imploded === true ? [/** @type {Fact} */ ({ kind: 'imploded', words: 'imploded' })] : []),
  ...(die.subtracted === true ? [/** @type {Fact} */ ({ kind: 'subtracted', words: 'subtracted' })] : []),
  ...rerollOf(facesOf(die.rerolled)),
  ...(die.clamped === true ? [clampOf(die)] : []),
  ...(die.penetrated === true ? [/** @type {Fact} */ ({ kind: 'penetrated', words: 'counts one less' })] : []),
  ...(die.matched === true ? [/** @type {Fact} */ ({ kind: 'matched', words: 'matched' })] : []),
];

/** Returns the faces that a die showed before it was rolled again. @param {RawDie} die */
export const discardedOf = (die) => facesOf(die.rerolled);

/**
 * Whether a die is counted as a success, a failure or neither: then its value is not its number.
 *
 * @param {RawDie} die
 */
export const isCounted = ({ success, failure, value, faces, number, clamped }) => success === true || failure === true
  || (value === 0 && clamped !== true && (Array.isArray(faces) || isFiniteNumber(number)));
