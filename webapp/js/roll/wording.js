// @ts-check
/** Dice and rolls in words, and the faces that stand out. Pure. */

import { resultsOf } from './outcome.js';

/** @typedef {import('./outcome.js').Die} Die */
/** @typedef {import('./outcome.js').Outcome} Outcome */

/** Up to this many dice are read out one by one. */
const SPOKEN_DICE = 10;

/**
 * Returns whether a die shows its highest or its lowest face.
 *
 * @param {Die} die
 * @returns {'highest' | 'lowest' | null} null for any other face and for unknown sides
 */
export const extremeOf = ({ sides, value }) => {
  if (sides === null || sides < 2) return null;
  if (value === sides) return 'highest';
  return value === 1 ? 'lowest' : null;
};

/**
 * Returns the words that go with a die's number, such as "highest" or "dropped".
 *
 * @param {Die} die
 * @returns {string[]}
 */
export const wordsOf = (die) => {
  const extreme = extremeOf(die);
  return [...(extreme ? [extreme] : []), ...(die.kept ? [] : ['dropped'])];
};

/** @param {Die} die */
const spokenDie = (die) => [die.value, ...wordsOf(die)].join(' ');

/** @param {import('./outcome.js').DiceOutcome} outcome @returns {string} */
const spokenDice = ({ total, dice, diceCount }) => {
  if (diceCount === 0) return `${total}.`;
  if (diceCount === 1 && dice[0].value === total) return `${spokenDie(dice[0])}.`;
  if (diceCount > SPOKEN_DICE) return `${total}. ${diceCount} dice.`;
  return `${total}. Dice ${dice.map(spokenDie).join(', ')}.`;
};

/**
 * Returns a roll's total, without its dice.
 *
 * @param {Outcome} outcome
 * @returns {string} such as "9", or "9, 12, 7" for repeats
 */
export const spokenTotal = (outcome) => {
  const results = resultsOf(outcome);
  if (results.length > 0) return results.map(({ total }) => total).join(', ');
  return outcome.kind === 'other' || outcome.kind === 'refused' ? outcome.text : '';
};

/**
 * Returns a roll for screen readers; colon and full stop make the pauses.
 *
 * @param {string} what the expression or the label
 * @param {Outcome} outcome
 * @returns {string} such as "2d6: 9. Dice 6 highest, 3."
 */
export const spokenRoll = (what, outcome) => {
  if (outcome.kind === 'dice') return `${what}: ${spokenDice(outcome)}`;
  return `${what}: ${spokenTotal(outcome)}${outcome.kind === 'repeats' ? '.' : ''}`;
};
