// @ts-check
/** Reads an engine's roll, which may be any JSON: the gateway does not check it. */

import { countOrNull, isFiniteNumber, isObject } from '../lib/json.js';

/** The most dice of a roll that are shown; the rest are only counted. */
export const MAX_DICE_SHOWN = 100;

/** The seed engine's answer to everything that it cannot roll. */
const SEED_REFUSAL = 'whaaat?';

/**
 * @typedef {object} Die
 * @property {number | null} sides null if unknown
 * @property {number} value the number that it shows
 * @property {boolean} kept
 * @property {boolean} [fate] a die of Fate: -1, 0 or 1
 */
/** @typedef {{ kind: 'dice', total: number, dice: Die[], diceCount: number }} DiceOutcome */
/** @typedef {{ kind: 'repeats', results: DiceOutcome[] }} RepeatsOutcome of `6#4d6kh3` */
/** @typedef {{ kind: 'refused', text: string }} RefusedOutcome the engine rejected the expression */
/** @typedef {{ kind: 'other', text: string }} OtherOutcome JSON of an unknown shape */
/** @typedef {DiceOutcome | RepeatsOutcome | RefusedOutcome | OtherOutcome} Outcome */

/** @param {unknown} die @returns {die is Record<string, unknown> & { value: number }} */
const isDie = (die) => isObject(die) && isFiniteNumber(die.value);

/**
 * Returns the number that the die shows. Where successes are counted, that is not its value, but its
 * number or its only face.
 *
 * @param {Record<string, unknown> & { value: number }} die
 */
const shownNumber = ({ value, number, faces, clamped, penetrated }) => {
  if (isFiniteNumber(number)) return number;
  const shown = Array.isArray(faces) && faces.length === 1 && !clamped && !penetrated;
  return shown && isFiniteNumber(faces[0]) ? faces[0] : value;
};

/** @param {Record<string, unknown> & { value: number }} die @returns {Die} */
const readDie = (die) => ({
  sides: die.fate === true ? null : countOrNull(die.sides) || null,
  value: shownNumber(die),
  kept: die.kept !== false,
  ...(die.fate === true && { fate: true }),
});

/** @param {number} total @param {Die[]} dice @returns {DiceOutcome} */
const diceOutcome = (total, dice) =>
  ({ kind: 'dice', total, dice: dice.slice(0, MAX_DICE_SHOWN), diceCount: dice.length });

/** @param {unknown} roll @returns {roll is Record<string, unknown> & { total: number }} */
const hasTotal = (roll) => isObject(roll) && isFiniteNumber(roll.total);

/** @param {Record<string, unknown> & { total: number }} roll */
const readTotal = ({ total, dice }) =>
  diceOutcome(total, Array.isArray(dice) && dice.every(isDie) ? dice.map(readDie) : []);

/**
 * Reads a roll. Never throws: unknown shapes are shown as JSON. It takes all dice or none: a part would
 * be misleading.
 *
 * @param {unknown} roll
 * @returns {Outcome}
 */
export const readRoll = (roll) => {
  if (Array.isArray(roll) && roll.every(isFiniteNumber)) {
    const total = roll.reduce((sum, value) => sum + value, 0);
    return diceOutcome(total, roll.map((value) => ({ sides: null, value, kept: true })));
  }
  if (hasTotal(roll)) return readTotal(roll);
  if (isObject(roll) && Array.isArray(roll.rolls) && roll.rolls.every(hasTotal)) {
    return { kind: 'repeats', results: roll.rolls.map(readTotal) };
  }
  if (roll === SEED_REFUSAL) {
    return { kind: 'refused', text: 'The engine does not understand this roll.' };
  }
  return { kind: 'other', text: JSON.stringify(roll) ?? 'An empty answer.' };
};

/** @param {Outcome} outcome @returns {DiceOutcome[]} its results, if it has any */
export const resultsOf = (outcome) => {
  if (outcome.kind === 'dice') return [outcome];
  return outcome.kind === 'repeats' ? outcome.results : [];
};

/** @param {Outcome} outcome @returns {Die[]} the dice of all its results */
export const diceIn = (outcome) => resultsOf(outcome).flatMap(({ dice }) => dice);
