// @ts-check
/** Checks, tallies and sets in words. Pure. */

/** @typedef {import('./findings.js').Check} Check */
/** @typedef {import('./findings.js').SymbolCount} SymbolCount */
/** @typedef {import('./findings.js').DiceSet} DiceSet */

/** How a comparison with the target is written. */
const SIGNS = Object.freeze({ '>=': 'vs', '>': '>', '<=': '≤', '<': '<', '=': '=', '<>': '≠' });

/** @param {string} text */
const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {number} value */
const plainNumber = (value) => String(value).replace('-', '−');

/** Returns the word for a check: its degree, or else success or failure. @param {Check} check */
const wordOf = ({ degree, success }) => degree || (success ? 'success' : 'failure');

/** @param {Check} check */
export const verdictWord = (check) => capitalised(wordOf(check));

/**
 * Returns by how much a check succeeded or failed: the word says which.
 *
 * @param {Check} check
 * @returns {string} such as "by 7", "by 12, 2 steps", or empty
 */
export const verdictMargin = ({ margin, steps }) => {
  const count = Math.abs(steps ?? 0);
  return [
    ...(margin === null ? [] : [`by ${Math.abs(margin)}`]),
    ...(steps === null ? [] : [`${count} ${count === 1 ? 'step' : 'steps'}`]),
  ].join(', ');
};

/** Returns what was to reach. @param {Check} check @returns {string} such as "vs 15" or "≤ 55" */
export const targetText = ({ op, target }) =>
  (target === null ? '' : `${SIGNS[op]} ${plainNumber(target)}`);

/** @param {Check} check @returns {string} such as "success by 7" */
export const spokenCheck = (check) => {
  const degree = check.degree.toLowerCase();
  const outcome = check.success ? 'success' : 'failure';
  // A degree such as "fumble" does not say by itself that it is a failure.
  const word = degree === '' || degree.includes(outcome) ? wordOf(check) : `${check.degree}, ${outcome}`;
  return [word, verdictMargin(check)].filter(Boolean).join(' ');
};

/** @param {readonly SymbolCount[]} tally @returns {string} such as "2 success, 1 threat" */
export const tallyText = (tally) => {
  const shown = tally.filter(({ count }) => count !== 0);
  return shown.length === 0 ? 'blank' : shown.map(({ name, count }) => `${count} ${name}`).join(', ');
};

/** @param {readonly DiceSet[]} sets @returns {string} such as "3x5, 2x1", the width before the height */
export const setsText = (sets) => sets.map(({ width, height }) => `${width}x${height}`).join(', ');
