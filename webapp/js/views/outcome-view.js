// @ts-check
/** The outcome of a roll in the log: totals, checks, dice, symbols, sets. */

import { resultsOf } from '../roll/outcome.js';
import { setsText } from '../roll/verdict.js';
import { unitOf } from '../roll/wording.js';
import { checkMark } from './check-mark.js';
import { chips } from './chips.js';
import { element, sign, spokenOnly, typedText } from './dom.js';
import { typesOf } from './explanation.js';

/** @typedef {import('../roll/outcome.js').Outcome} Outcome */
/** @typedef {import('../roll/outcome.js').DiceOutcome} DiceOutcome */
/** @typedef {import('../roll/outcome.js').SymbolCount} SymbolCount */

/** Longer totals get a line of their own. */
const LONG_TOTAL_CHARS = 12;

/** @param {number} value */
const numberText = (value) => value.toLocaleString('en');

/** @param {number} count */
const countText = (count) => numberText(count).replace('-', '−');

/** @param {string} text @param {string} [unit] */
const totalOf = (text, unit = '') => {
  const total = element('p', 'total', spokenOnly('Total '), text, ...(unit ? [' ', element('span', 'unit', unit)] : []));
  if (text.length > LONG_TOTAL_CHARS) total.classList.add('long');
  return total;
};

/** @param {SymbolCount} symbol */
const symbolOf = ({ name, count }) => element('li', 'symbol',
  element('span', 'symbol-count', countText(count)), ' ', typedText('', name));

/** @param {readonly SymbolCount[]} tally */
const symbolsOf = (tally) => {
  const shown = tally.filter(({ count }) => count !== 0);
  if (shown.length === 0) return element('p', 'symbols', element('span', 'symbol none', 'blank'));
  const list = element('ul', 'symbols', ...shown.map(symbolOf));
  list.setAttribute('aria-label', 'Symbols');
  list.setAttribute('role', 'list');
  return list;
};

/** A total of 0 beside symbols has nothing to say. @param {DiceOutcome} result */
const hasTotal = ({ total, tally }) => tally === undefined || total !== 0;

/** @param {DiceOutcome} target of a check, which rolled */
const targetParts = (target) => [
  element('p', 'against', 'Target ', element('strong', '', numberText(target.total)),
    ...(target.expr ? [' ', element('code', 'expr', typedText('', target.expr))] : [])),
  ...(target.diceCount > 0 ? [chips(target, 'Dice of the target')] : []),
];

/** What follows a total. @param {DiceOutcome} result @returns {HTMLElement[]} */
const detailsOf = (result) => {
  const { check, tally, sets, diceCount } = result;
  const types = typesOf(result);
  return [
    ...(check ? [checkMark(check)] : []),
    ...(tally ? [symbolsOf(tally)] : []),
    ...(diceCount > 0 ? [chips(result)] : []),
    ...(types ? [element('p', 'sets', typedText('', types))] : []),
    ...(sets && sets.length > 0 ? [element('p', 'sets', 'Sets ', element('strong', '', setsText(sets)))] : []),
    ...(check?.against ? targetParts(check.against) : []),
  ];
};

/** @param {DiceOutcome} result */
const partsOf = (result) =>
  [...(hasTotal(result) ? [totalOf(numberText(result.total), unitOf(result))] : []), ...detailsOf(result)];

/** @param {DiceOutcome} result @param {number} index */
const namedResult = (result, index) => {
  const { label, expr } = result;
  const name = label ? typedText('label', label)
    : element('code', 'expr', typedText('', expr ?? `${index + 1}`));
  return element('li', 'result', element('p', 'result-name', name), ...partsOf(result));
};

/** Whether the results need a line each. @param {readonly DiceOutcome[]} results */
const areNamed = (results) => results.some(({ label, check, tally, sets, expr }) =>
  label || check || tally || sets || expr !== results[0].expr);

/** @param {readonly DiceOutcome[]} results */
const severalParts = (results) => {
  if (areNamed(results)) {
    const list = element('ol', 'results', ...results.map(namedResult));
    list.setAttribute('role', 'list');
    return [list];
  }
  return [totalOf(results.map(({ total }) => numberText(total)).join(' · ')),
    ...results.filter(({ diceCount }) => diceCount > 0).map((result) => chips(result))];
};

/**
 * Makes the parts of an outcome.
 *
 * @param {Outcome} outcome
 * @returns {HTMLElement[]}
 */
export const outcomeParts = (outcome) => {
  const results = resultsOf(outcome);
  if (results.length === 0) {
    return [element('p', outcome.kind === 'failed' ? 'failure' : 'raw',
      'text' in outcome ? outcome.text : '')];
  }
  return results.length === 1 ? partsOf(results[0]) : severalParts(results);
};

/** Makes what the text stands for: a shorthand, before its expression. @param {Outcome | null} outcome */
export const shorthandParts = (outcome) => {
  const shorthand = outcome !== null && 'shorthand' in outcome ? outcome.shorthand : undefined;
  if (!shorthand) return [];
  return [' ', element('code', 'expr shorthand', typedText('', shorthand)), sign('=', 'equals')];
};
