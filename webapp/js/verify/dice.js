// @ts-check
/** The dice of a roll object against the faces of its seed. Pure. */

import { countOrNull, isObject, readList } from '../lib/json.js';
import { facesOf, MAX_SIDES } from './faces.js';

/** @typedef {import('./faces.js').Face} Face */
/** @typedef {Record<string, unknown>} Json */
/**
 * @typedef {object} DiceCheck
 * @property {string} wrong what contradicts the seed; empty if nothing does
 * @property {string} left what could not be checked; empty if all was
 * @property {readonly Face[]} faces those that follow from the seed, in the order in which they were drawn
 */

/** Dice and nothing but a number beside them. */
const PLAIN = /^\s*(\d{0,5})d(\d{1,10})\s*(?:([+-])\s*(\d{1,9}))?\s*$/;

const NOT_DRAWN = 'the roll has no list of the faces drawn, so its dice were not compared with the seed';
const NO_RESULT = 'the roll is told as an error, which only an engine can check';
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

/** @param {string} expr @returns {{ count: number, sides: number, plus: number } | null} */
const readPlain = (expr) => {
  const [, count, sides, sign, plus] = PLAIN.exec(expr) ?? [];
  if (sides === undefined || Number(sides) < 1 || Number(sides) > MAX_SIDES) return null;
  return { count: Number(count || 1), sides: Number(sides), plus: Number(plus ?? 0) * (sign === '-' ? -1 : 1) };
};

/** Whether the page computes the result again. @param {string} expr */
export const isPlain = (expr) => readPlain(expr) !== null;

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
  return { wrong: same ? '' : 'its dice do not show the faces that were drawn', left: own.length > 0 ? OWN_FACES : '' };
};

/** @param {Json} roll @param {Json[]} dice @param {string} expr */
const checkPlain = ({ rolls, total }, dice, expr) => {
  const plain = readPlain(expr);
  if (plain === null || rolls !== undefined) return '';
  const { count, sides, plus } = plain;
  if (dice.length !== count || dice.some((die) => die.sides !== sides)) return 'its dice are not those of its expression';
  const sum = dice.reduce((before, { value }) => before + Number(value), plus);
  return total === sum ? '' : 'its total is not the sum of its dice';
};

/** @param {Json[]} dice @param {(sides: number) => number} next @returns {Face[]} */
const drawPlain = (dice, next) => dice.map(({ sides }) => [Number(sides), next(Number(sides))]);

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
  if (!isObject(roll)) return { wrong: 'there is no roll', left: '', faces: [] };
  if (isObject(roll.error)) return { wrong: '', left: NO_RESULT, faces: [] };
  const dice = resultsIn(roll).flatMap((result) => readList(result.dice, objectOrNull));
  const next = facesOf(seed);
  const notPlain = checkPlain(roll, dice, expr);
  if (notPlain !== '') return { wrong: notPlain, left: '', faces: [] };
  if (!Array.isArray(roll.drawn)) {
    if (readPlain(expr) === null || roll.rolls !== undefined) return { wrong: '', left: NOT_DRAWN, faces: [] };
    const faces = drawPlain(dice, next);
    const isSame = faces.every(([, face], index) => dice[index].value === face);
    return { wrong: isSame ? '' : 'its dice are not those of the seed', left: '', faces };
  }
  const drawn = readDrawn(roll);
  if (drawn === null) return { wrong: 'its list of the faces drawn is malformed', left: '', faces: [] };
  const faces = drawn.map(([sides]) => /** @type {Face} */ ([sides, next(sides)]));
  const isSame = faces.every(([, face], index) => face === drawn[index][1]);
  if (!isSame) return { wrong: 'its drawn faces are not those of the seed', left: '', faces };
  return { ...compareShown(dice, drawn), faces };
};
