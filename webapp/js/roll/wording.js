// @ts-check
/** Rolls in words. Pure. */

import { spokenFace, unusedText, wordsOf } from './die-words.js';
import { isByHand, resultsOf } from './outcome.js';
import { setsText, spokenCheck, tallyText } from './verdict.js';

/** @typedef {import('./outcome.js').Die} Die */
/** @typedef {import('./outcome.js').DiceOutcome} DiceOutcome */
/** @typedef {import('./outcome.js').Outcome} Outcome */

/** Up to this many dice are read out one by one. */
const SPOKEN_DICE = 10;

/** @param {Die} die */
const spokenDie = (die) => {
  const unused = unusedText(die);
  return [spokenFace(die), ...wordsOf(die), ...(unused ? [`not ${unused}`] : [])].join(' ');
};

/**
 * Returns what a total counts.
 *
 * @param {DiceOutcome} result
 * @returns {string} such as "successes", or empty
 */
export const unitOf = ({ total, counted, tally }) => {
  if (!counted || tally !== undefined) return '';
  return Math.abs(total) === 1 ? 'success' : 'successes';
};

/**
 * Returns one result: its total, or its symbols. A total of 0 beside symbols has nothing to say.
 *
 * @param {DiceOutcome} result
 * @returns {string} such as "9", "3 successes", or "2 success, 1 threat"
 */
export const resultText = (result) => {
  const { total, tally } = result;
  if (tally === undefined) return [String(total), unitOf(result)].filter(Boolean).join(' ');
  return [...(total === 0 ? [] : [String(total)]), tallyText(tally)].join(', ');
};

/** @param {DiceOutcome} result */
const withCheck = (result) =>
  [resultText(result), ...(result.check ? [spokenCheck(result.check)] : [])].join(', ');

/** @param {DiceOutcome} result */
const spokenDice = ({ total, dice, diceCount }) => {
  const [only] = dice;
  const isTotal = diceCount === 1 && only?.value === total && !only.face && !only.unusedTens;
  if (diceCount === 0 || isTotal) return '';
  if (diceCount > SPOKEN_DICE) return ` ${diceCount} dice.`;
  return ` Dice ${dice.map(spokenDie).join(', ')}.`;
};

/** @param {DiceOutcome} result @returns {string} */
const spokenResult = (result) => {
  const { dice, diceCount, total, check, sets } = result;
  const words = diceCount === 1 && dice[0].value === total ? wordsOf(dice[0]) : [];
  const [head, ...rest] = withCheck(result).split(', ');
  const said = [[head, ...words].join(' '), ...rest].join(', ');
  const target = check?.against ? ` Target ${check.against.total}.` : '';
  return `${said}.${spokenDice(result)}${target}${sets?.length ? ` Sets ${setsText(sets)}.` : ''}`;
};

/** @param {Outcome} outcome @param {(result: DiceOutcome) => string} say @param {string} between */
const joined = (outcome, say, between) => {
  const results = resultsOf(outcome);
  if (results.length === 0) return 'text' in outcome ? outcome.text : '';
  const several = results.length > 1;
  return results.map((result) => (several && result.label ? `${result.label} ${say(result)}` : say(result)))
    .join(between);
};

/**
 * Returns a roll's total, without its dice.
 *
 * @param {Outcome} outcome
 * @returns {string} such as "9", "9, 12, 7" for repeats, or "attack 22, damage 13"
 */
export const spokenTotal = (outcome) => joined(outcome, resultText, ', ');

/**
 * Returns a roll's total, and whether it is a success.
 *
 * @param {Outcome} outcome
 * @returns {string} such as "22, success by 7"; repeats with commas in them have semicolons between
 */
export const spokenOutcome = (outcome) => {
  const isLong = resultsOf(outcome).some(({ check, tally }) => check || tally);
  return joined(outcome, withCheck, isLong ? '; ' : ', ');
};

/** @param {Outcome} outcome the notes on its text */
const spokenNotes = (outcome) =>
  ('notes' in outcome ? (outcome.notes ?? []).map(({ text }) => ` Note: ${text}`).join('') : '');

/**
 * Returns a roll for screen readers; colon and full stop make the pauses.
 *
 * @param {string} what the expression or the label
 * @param {Outcome} outcome
 * @returns {string} such as "2d6: 9. Dice 6 highest, 3."
 */
export const spokenRoll = (what, outcome) => {
  const said = outcome.kind === 'dice' ? spokenResult(outcome)
    : `${spokenOutcome(outcome)}${outcome.kind === 'repeats' ? '.' : ''}`;
  return `${what}: ${said}${isByHand(outcome) ? ' By hand.' : ''}${spokenNotes(outcome)}`;
};
