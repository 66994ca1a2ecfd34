// @ts-check
/** A check: whether a roll succeeded, by word, sign, shape and colour. */

import { targetText, verdictMargin, verdictWord } from '../roll/verdict.js';
import { element, sign } from './dom.js';

/** @typedef {import('../roll/findings.js').Check} Check */

/**
 * Makes the parts of a check.
 *
 * @param {Check} check
 * @returns {HTMLElement[]}
 */
export const checkParts = (check) => {
  const margin = verdictMargin(check);
  const target = targetText(check);
  // A degree such as "fumble" does not say by itself whether it is a success.
  const word = check.degree && !check.degree.toLowerCase().includes(check.success ? 'success' : 'failure')
    ? element('span', 'spoken', check.success ? ', success' : ', failure') : null;
  return [
    element('span', 'verdict-word', sign(check.success ? '✓' : '✗', 'verdict-sign'),
      element('bdi', '', verdictWord(check)), ...(word ? [word] : [])),
    ...(margin ? [element('span', 'verdict-margin', margin)] : []),
    ...(target ? [element('span', 'verdict-target', target)] : []),
  ];
};

/** Makes a check as one line. @param {Check} check */
export const checkMark = (check) => {
  const parts = checkParts(check).flatMap((part) => [' ', part]);
  return element('p', `check ${check.success ? 'success' : 'failed-check'}`, ...parts.slice(1));
};
