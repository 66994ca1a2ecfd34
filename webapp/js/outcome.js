// @ts-check
/** What an engine made of a roll, read with care: the gateway passes on any JSON. */

/** The most dice of one roll that are kept for display; the rest are only counted. */
export const MAX_DICE_SHOWN = 100;

/** What the seed engine answers to all that it cannot roll. */
const SEED_REFUSAL = 'whaaat?';

/** @typedef {{ sides: number | null, value: number, kept: boolean }} Die null: unknown sides */
/** @typedef {{ kind: 'dice', total: number, dice: Die[], diceCount: number }} DiceOutcome */
/** @typedef {{ kind: 'refused', text: string }} RefusedOutcome the engine understood nothing */
/** @typedef {{ kind: 'other', text: string }} OtherOutcome JSON of a shape not known here */
/** @typedef {DiceOutcome | RefusedOutcome | OtherOutcome} Outcome */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {value is number} */
const isFiniteNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/** @param {unknown} value @returns {number | null} null for what is not a whole number from 0 */
export const countOrNull = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null;

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
});

/** @param {unknown} roll @returns {roll is { text: string }} */
const hasText = (roll) => isObject(roll) && typeof roll.text === 'string';

/** @param {number} total @param {Die[]} dice @returns {Outcome} */
const diceOutcome = (total, dice) =>
  ({ kind: 'dice', total, dice: dice.slice(0, MAX_DICE_SHOWN), diceCount: dice.length });

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
  if (isObject(roll) && isFiniteNumber(roll.total)) {
    const dice = Array.isArray(roll.dice) && roll.dice.every(isDie) ? roll.dice : [];
    return diceOutcome(roll.total, dice.map(readDie));
  }
  if (isObject(roll) && Array.isArray(roll.rolls) && roll.rolls.every(hasText)) {
    return { kind: 'other', text: roll.rolls.map(({ text }) => text).join('; ') };
  }
  if (roll === SEED_REFUSAL) {
    return { kind: 'refused', text: 'The engine does not understand this roll.' };
  }
  return { kind: 'other', text: JSON.stringify(roll) ?? 'An empty answer.' };
};
