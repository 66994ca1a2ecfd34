// @ts-check
/** Dice in words and signs: what they show, what they did, and which faces stand out. Pure. */

import { FACT_SIGNS } from './die-facts.js';

/** @typedef {import('./read-die.js').Die} Die */

const EXTREME_SIGNS = Object.freeze({ highest: '▲', lowest: '▼' });

/** @param {Die} die */
const factsOf = ({ facts = [] }) => facts;

/** Dice whose extreme faces have a meaning of their own in games: a natural 20. On others they are faces like any. */
const TELLING_SIDES = new Set([20, 100]);

/**
 * Returns whether a die shows its highest or its lowest face, and that matters.
 *
 * @param {Die} die
 * @returns {'highest' | 'lowest' | null} null for any other face, and on other dice
 */
export const extremeOf = ({ sides, value, own, fate }) => {
  if (sides === null || !TELLING_SIDES.has(sides) || own || fate) return null;
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
  return [
    ...(extreme ? [extreme] : []), ...factsOf(die).map(({ words }) => words), ...(die.kept ? [] : ['dropped']),
  ];
};

/** Returns the words for what a die did; for being rolled again, only without the faces that it showed before. @param {Die} die */
export const factWords = (die) =>
  factsOf(die).filter(({ kind }) => kind !== 'rerolled').map(({ words }) => words);

/** @typedef {{ kind: 'highest' | 'lowest' | import('./die-facts.js').FactKind, sign: string }} Mark */

/**
 * Returns the one mark that a die at rest has: for what it did, or else for its highest or lowest face.
 *
 * @param {Die} die
 * @returns {Mark | null} null if nothing about it stands out, and for dropped dice
 */
export const markOf = (die) => {
  const [fact] = factsOf(die);
  if (!die.kept && fact?.kind !== 'rerolled') return null;
  if (fact !== undefined) return { kind: fact.kind, sign: FACT_SIGNS[fact.kind] };
  const extreme = extremeOf(die);
  return extreme === null ? null : { kind: extreme, sign: EXTREME_SIGNS[extreme] };
};

const FATE = Object.freeze([{ sign: '−', word: 'minus' }, { sign: '', word: 'blank' }, { sign: '+', word: 'plus' }]);

/** Returns the sign and the word of a die of Fate. @param {Die} die @returns {{ sign: string, word: string } | null} null for others */
export const fateOf = ({ fate, value }) => (fate ? FATE[value + 1] ?? null : null);

/** Returns what a die shows, as text that is read aloud. @param {Die} die */
export const spokenFace = (die) => fateOf(die)?.word ?? faceText(die);

/** Returns what a die shows. @param {Die} die */
export const faceText = (die) => die.face ?? (fateOf(die)?.sign || String(die.value));

/** Returns the tens that did not count, as on the die. @param {Die} die @returns {string} such as "70, 00", or empty */
export const unusedText = ({ unusedTens = [] }) =>
  unusedTens.map((tens) => String(tens).padStart(2, '0')).join(', ');
