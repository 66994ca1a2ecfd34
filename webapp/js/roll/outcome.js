// @ts-check
/** What an engine made of a roll, read with care: the gateway passes on any JSON. */

import { countOrNull, isFiniteNumber, isObject } from '../lib/json.js';

/** The most dice of one roll that are kept for display; the rest are only counted. */
export const MAX_DICE_SHOWN = 100;

/** What the seed engine answers to all that it cannot roll. */
const SEED_REFUSAL = 'whaaat?';

/**
 * @typedef {object} Die
 * @property {number | null} sides null if they are not known
 * @property {number} value what it shows
 * @property {boolean} kept
 * @property {boolean} [fate] a die of Fate: -1, 0 or 1
 */
/** @typedef {{ kind: 'dice', total: number, dice: Die[], diceCount: number }} DiceOutcome */
/** @typedef {{ kind: 'repeats', results: DiceOutcome[] }} RepeatsOutcome of `6#4d6kh3` */
/** @typedef {{ kind: 'refused', text: string }} RefusedOutcome the engine understood nothing */
/** @typedef {{ kind: 'other', text: string }} OtherOutcome JSON of a shape not known here */
/** @typedef {DiceOutcome | RepeatsOutcome | RefusedOutcome | OtherOutcome} Outcome */

/** @param {unknown} die @returns {die is Record<string, unknown> & { value: number }} */
const isDie = (die) => isObject(die) && isFiniteNumber(die.value);

/**
 * Returns the number that the die shows: where successes are counted, its value is how many it is
 * worth, and its number or its only face says more.
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
 * Reads what an engine made of a roll. Never throws: what is not known is shown as JSON. Dice are
 * taken all or none, for a part of them would be a false picture of the roll.
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

/** @param {Outcome} outcome @returns {DiceOutcome[]} its results one by one, if it has any */
export const resultsOf = (outcome) => {
  if (outcome.kind === 'dice') return [outcome];
  return outcome.kind === 'repeats' ? outcome.results : [];
};

/** @param {Outcome} outcome @returns {Die[]} the dice of all its results */
export const diceIn = (outcome) => resultsOf(outcome).flatMap(({ dice }) => dice);
