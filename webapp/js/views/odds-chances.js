// @ts-check
/** The chance of success, of each degree, and of each symbol. */

import { countsOf, degreesOf } from '../odds/chances.js';
import { formatNumber, percent } from '../odds/format.js';
import { element, sign, typedText } from './dom.js';

/** @typedef {import('../odds/read-odds.js').Odds} Odds */
/** @typedef {import('../odds/chances.js').Chance} Chance */

/** @param {Chance} chance */
const line = ({ name, probability }) => {
  const bar = sign('', 'chance-bar');
  bar.style.setProperty('--share', `${100 * probability}%`);
  return element('li', 'chance', typedText('chance-name', name), ' ', bar,
    element('span', 'chance-share', percent(probability)));
};

/** @param {string} name @param {readonly Chance[]} chances */
const listOf = (name, chances) => {
  const list = element('ul', 'chances', ...chances.map(line));
  list.setAttribute('role', 'list');
  list.setAttribute('aria-label', name);
  return list;
};

/** @param {import('../odds/read-findings.js').SymbolOdds} symbol */
const symbolPart = (symbol) => element('section', 'symbol-odds',
  element('h3', '', typedText('', symbol.name),
    ...(symbol.mean === null ? [] : [' ', element('span', 'tag', `mean ${formatNumber(symbol.mean)}`)])),
  ...(symbol.outcomes.length === 0 ? [] : [listOf(`Odds of ${symbol.name}`, countsOf(symbol))]));

/** Returns the chance of success, empty without a check. @param {Odds} odds */
export const successText = ({ check }) => (check === null ? '' : `Success: ${percent(check.success)}`);

/**
 * Makes the degrees of a check, and the symbols of a tally.
 *
 * @param {Odds} odds
 * @returns {HTMLElement[]}
 */
export const chanceParts = ({ check, tally }) => {
  const degrees = check === null ? [] : degreesOf(check);
  return [
    ...(degrees.length === 0 ? [] : [listOf('Degrees', degrees)]),
    ...tally.map(symbolPart),
  ];
};
