// @ts-check
/** Reads a die of an engine's roll, which may be any JSON. */

import { countOrNull, isFiniteNumber, isObject, readList, textOrNull } from '../lib/json.js';
import { discardedOf, readFacts } from './die-facts.js';

/**
 * @typedef {object} Die
 * @property {number | null} sides null if unknown
 * @property {number} value the number that it shows
 * @property {boolean} kept
 * @property {boolean} [fate] a die of Fate: -1, 0 or 1
 * @property {boolean} [own] its faces are listed in the expression
 * @property {string} [face] the symbols on its face, such as `success+advantage`
 * @property {number[]} [unusedTens] of a d100 with bonus or penalty dice
 * @property {number[]} [discarded] what it showed before it was rolled again
 * @property {readonly Fact[]} [facts] what else it did, the most important first
 */
/** @typedef {import('./die-facts.js').Fact} Fact */

/** @param {unknown} die @returns {die is Record<string, unknown> & { value: number }} */
export const isDie = (die) => isObject(die) && isFiniteNumber(die.value);

/**
 * Returns the number that the die shows. Where successes are counted, that is not its value, but its
 * number or its only face.
 *
 * @param {Record<string, unknown> & { value: number }} die
 */
const shownNumber = ({ value, number, faces, clamped, penetrated, subtracted }) => {
  if (isFiniteNumber(number)) return number;
  const shown = Array.isArray(faces) && faces.length === 1 && !clamped && !penetrated && !subtracted;
  return shown && isFiniteNumber(faces[0]) ? faces[0] : value;
};

/** Longer faces are not of Dicegate's engine. */
const MAX_FACE_CHARS = 200;

/** @param {unknown} face @returns {string | null} */
const readFace = (face) => {
  const text = textOrNull(face);
  return text === null || text === '' || text.length > MAX_FACE_CHARS ? null : text;
};

/** @param {Record<string, unknown> & { value: number }} die @returns {Die} */
export const readDie = (die) => {
  const face = readFace(die.face);
  const unusedTens = readList(die.unusedTens, countOrNull);
  const discarded = discardedOf(die);
  const facts = readFacts(die);
  return {
    sides: die.fate === true ? null : countOrNull(die.sides) || null,
    value: shownNumber(die),
    kept: die.kept !== false,
    ...(die.fate === true && { fate: true }),
    ...((die.custom === true || face !== null) && { own: true }),
    ...(face !== null && { face }),
    ...(unusedTens.length > 0 && { unusedTens }),
    ...(discarded.length > 0 && { discarded }),
    ...(facts.length > 0 && { facts }),
  };
};
