// @ts-check
/** What the page says of dice: which faces stand out, and a roll in words. */

/** @typedef {import('./outcome.js').Die} Die */
/** @typedef {import('./outcome.js').Outcome} Outcome */

/** Up to this many dice are spoken one by one. */
const SPOKEN_DICE = 10;

/**
 * Tells whether a die shows its highest or its lowest face.
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

/**
 * Returns a roll as a screen reader should say it; colon and full stop make the pauses.
 *
 * @param {string} expr
 * @param {Outcome} outcome
 * @returns {string} such as "2d6: 9. Dice 6 highest, 3."
 */
export const spokenRoll = (expr, outcome) => {
  if (outcome.kind !== 'dice') return `${expr}: ${outcome.text}`;
  const { total, dice, diceCount } = outcome;
  if (diceCount === 0) return `${expr}: ${total}.`;
  if (diceCount === 1 && dice[0].value === total) return `${expr}: ${spokenDie(dice[0])}.`;
  if (diceCount > SPOKEN_DICE) return `${expr}: ${total}. ${diceCount} dice.`;
  return `${expr}: ${total}. Dice ${dice.map(spokenDie).join(', ')}.`;
};
