// @ts-check
/** How totals come about, and whether they are moments of a game: the module that knows is loaded when the page is idle. */

/** @typedef {import('../roll/outcome.js').DiceOutcome} DiceOutcome */

/** @type {typeof import('../roll/explain.js') | null} */
let loaded = null;

/** Loads the module; until then, and without it, nothing is explained. */
export const loadExplanations = async () => {
  loaded ??= await import('../roll/explain.js').catch(() => null);
};

/** Whether the module is there: rows that were made before have to be made again. */
export const areExplained = () => loaded !== null;

/** Returns the terms of a total. @param {DiceOutcome} result @returns {string} such as "4 + 2 + 3 = 9", or empty */
export const sumOf = (result) => loaded?.sumOf(result) ?? '';

/** Returns the sums of labelled parts. @param {DiceOutcome} result @returns {string} such as "fire 7, cold 4", or empty */
export const typesOf = (result) => loaded?.typesOf(result) ?? '';

/** @param {import('../roll/outcome.js').Outcome} outcome @returns {import('../roll/moment.js').Moment | null} */
export const momentOf = (outcome) => loaded?.momentOf(outcome) ?? null;
