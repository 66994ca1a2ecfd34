// @ts-check
/** The dice of a roll object against the faces of its seed. Pure. */

import { countOrNull, isObject, readList } from '../lib/json.js';
import { facesOf, MAX_SIDES } from './faces.js';
import { checkPlain, hasPlainText, isPlain } from './plain.js';

/** @typedef {import('./faces.js').Face} Face */
/** @typedef {Record<string, unknown>} Json */
/**
 * @typedef {object} DiceCheck
 * @property {string} wrong what contradicts the seed; empty if nothing does
 * @property {string} left what could not be checked; empty if all was
 * @property {readonly Face[]} faces those that follow from the seed, in the order in which they were drawn
 */

const NOT_DRAWN = 'the roll has no list of the faces drawn, so its dice were not compared with the seed';
const AN_ERROR = 'the roll is told as an error, which only an engine can check';
const TOO_LARGE = 'the server says that it was too large to be shown, so any result is possible';
const OTHER_TEXT = 'the text beside its dice is not the one that this page would write';
const NOT_SHOWN = 'its dice do not show the faces that were drawn';
const OWN_FACES = 'which faces of their own its dice show was not compared';

/** @param {unknown} value @returns {Json | null} */
const objectOrNull = (value) => (isObject(value) ? value : null);

/** Returns the roll objects of an answer, with those of targets that rolled dice. @param {Json} roll @returns {Json[]} */
const resultsIn = (roll) => (Array.isArray(roll.rolls) ? readList(roll.rolls, objectOrNull) : [roll])
  .flatMap((result) => {
    const against = isObject(result.check) ? objectOrNull(result.check.against) : null;
    return against === null ? [result] : [result, against];
  });

/** @param {unknown} pair @returns {Face | null} */
const readFace = (pair) => {
  if (!Array.isArray(pair) || pair.length !== 2) return null;
  const [sides, face] = pair.map(countOrNull);
  return sides === null || face === null || sides < 1 || sides > MAX_SIDES ? null : [sides, face];
};

/** Returns the faces drawn as the roll tells them; null if it has no such list, or a malformed one. @param {Json} roll @returns {Face[] | null} */
const readDrawn = ({ drawn }) => {
  const faces = readList(drawn, readFace);
  return Array.isArray(drawn) && faces.length === drawn.length ? faces : null;
};

/** Whether its faces are not numbers from 1. @param {Json} die */
const hasOwnFaces = ({ fate, custom, unusedTens }) => fate === true || custom === true || Array.isArray(unusedTens);

/** Returns the faces that a die shows, those rerolled included. @param {Json} die @returns {unknown[]} */
const shownBy = ({ faces, value, rerolled }) =>
  [...(Array.isArray(faces) ? faces : [value]), ...(Array.isArray(rerolled) ? rerolled : [])];

/** @param {readonly Face[]} faces @returns {string} the same for the same faces in another order */
const sorted = (faces) => faces.map(([sides, face]) => `${sides}:${face}`).sort().join();

/** Compares the faces that dice show with those drawn. @param {Json[]} dice @param {readonly Face[]} drawn */
const compareShown = (dice, drawn) => {
  const own = dice.filter(hasOwnFaces);
  // The tens of a d100 with bonus dice are dice of 10 sides.
  const apart = new Set(own.flatMap((die) => (Array.isArray(die.unusedTens) ? [10, 100] : [Number(die.sides)])));
  const isCompared = (/** @type {Face} */ [sides]) => !apart.has(sides);
  const shown = dice.filter((die) => !hasOwnFaces(die))
    .flatMap((die) => shownBy(die).map((face) => /** @type {Face} */ ([Number(die.sides), Number(face)])));
  const same = sorted(shown.filter(isCompared)) === sorted(drawn.filter(isCompared));
  return { wrong: same ? '' : NOT_SHOWN, left: own.length > 0 ? OWN_FACES : '' };
};

/** @param {Json} roll @param {Json[]} dice @param {string} expr */
const textLeft = (roll, dice, expr) => (hasPlainText(roll, dice, expr) ? '' : OTHER_TEXT);

/** Whether dice show these faces one after the other. @param {Json[]} dice @param {readonly Face[]} faces */
const isInOrder = (dice, faces) =>
  dice.length === faces.length && faces.every(([sides, face], index) => dice[index].sides === sides && dice[index].value === face);

/** @param {string} wrong @param {readonly Face[]} [faces] @returns {DiceCheck} */
const wrongDice = (wrong, faces = []) => ({ wrong, left: '', faces });

/** @param {string} left @returns {DiceCheck} */
const leftDice = (left) => ({ wrong: '', left, faces: [] });

/** @param {Json} roll with an error @returns {DiceCheck} */
const checkError = (roll) => {
  if ('total' in roll || 'rolls' in roll) return wrongDice('it has a result and an error');
  return leftDice(isObject(roll.error) && roll.error.code === 'too_large' ? TOO_LARGE : AN_ERROR);
};

/** Draws plain dice of a roll without a list of the faces drawn. @param {Json} roll @param {Json[]} dice @param {(sides: number) => number} next @param {string} expr @returns {DiceCheck} */
const drawPlain = (roll, dice, next, expr) => {
  if (!isPlain(expr)) return leftDice(NOT_DRAWN);
  const faces = dice.map(({ sides }) => /** @type {Face} */ ([Number(sides), next(Number(sides))]));
  return isInOrder(dice, faces) ? { wrong: '', left: textLeft(roll, dice, expr), faces } : wrongDice('its dice are not those of the seed', faces);
};

/**
 * Compares a roll object with the seed of the roll: the stream with the faces drawn, these with the dice, and the
 * total of plain dice with their sum. Without a list of the faces drawn, it draws the dice of a plain expression.
 *
 * @param {unknown} roll object of an engine
 * @param {Uint8Array} seed of the roll
 * @param {string} expr
 * @returns {DiceCheck}
 */
export const checkDice = (roll, seed, expr) => {
  if (!isObject(roll)) return wrongDice('there is no roll');
  if ('error' in roll) return checkError(roll);
  if (typeof roll.total === 'number' === Array.isArray(roll.rolls)) return wrongDice('it has no result, or two');
  const dice = resultsIn(roll).flatMap((result) => readList(result.dice, objectOrNull));
  const next = facesOf(seed);
  const notPlain = checkPlain(roll, dice, expr);
  if (notPlain !== '') return wrongDice(notPlain);
  if (!Array.isArray(roll.drawn)) return drawPlain(roll, dice, next, expr);
  const drawn = readDrawn(roll);
  if (drawn === null) return wrongDice('its list of the faces drawn is malformed');
  const faces = drawn.map(([sides]) => /** @type {Face} */ ([sides, next(sides)]));
  if (!faces.every(([, face], index) => face === drawn[index][1])) return wrongDice('its drawn faces are not those of the seed', faces);
  if (isPlain(expr)) {
    return isInOrder(dice, faces) ? { wrong: '', left: textLeft(roll, dice, expr), faces } : wrongDice(NOT_SHOWN, faces);
  }
  return { ...compareShown(dice, drawn), faces };
};
