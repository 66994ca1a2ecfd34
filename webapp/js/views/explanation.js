// @ts-check
/** How totals come about, in words: the module that knows is loaded when the page is idle. */

/** @typedef {import('../roll/outcome.js').DiceOutcome} DiceOutcome */

/** @type {typeof import('../roll/sum.js') | null} */
let sums = null;

/** Loads the module; until then, and without it, nothing is explained. */
export const loadExplanations = async () => {
  sums = await import('../roll/sum.js').catch(() => null);
};

/** Returns the terms of a total. @param {DiceOutcome} result @returns {string} such as "4 + 2 + 3 = 9", or empty */
export const sumOf = (result) => sums?.sumOf(result) ?? '';

/** Returns the sums of labelled parts. @param {DiceOutcome} result @returns {string} such as "fire 7, cold 4", or empty */
export const typesOf = (result) => sums?.typesOf(result) ?? '';
