// @ts-check
/** Odds in figures: a comparison with the rolls so far, and a table of all totals. */

import { matcher } from '../odds/chance.js';
import { tableLines, MAX_LINES } from '../odds/csv.js';
import { countText, formatNumber, meanLine, percent } from '../odds/format.js';
import { element } from './dom.js';

/** @typedef {import('../odds/bins.js').Bins} Bins */
/** @typedef {import('../odds/chance.js').Mode} Mode */
/** @typedef {import('../odds/csv.js').ListedOdds} ListedOdds */
/** @typedef {import('../odds/observed.js').Observed} Observed */
/** @typedef {import('../odds/read-odds.js').Odds} Odds */

/** Shown in place of a missing value. */
const NONE = '–';

/** @param {string} scope @param {string} text */
const heading = (scope, text) => {
  if (text === '') return element('td');
  const made = element('th', '', text);
  made.scope = scope;
  return made;
};

/** @param {string} className @param {string} caption @param {readonly string[]} columns @param {readonly (readonly string[])[]} lines */
const makeTable = (className, caption, columns, lines) => {
  const rows = lines.map(([name, ...cells]) =>
    element('tr', '', heading('row', name), ...cells.map((cell) => element('td', '', cell))));
  return element('table', className, element('caption', 'spoken', caption),
    element('thead', '', element('tr', '', ...columns.map((name) => heading('col', name)))),
    element('tbody', '', ...rows));
};

/** @param {number | null} value */
const figureOrNone = (value) => (value === null ? NONE : formatNumber(Number(value.toFixed(2))));

/** @param {number} hits @param {number} rolls */
const shareOf = (hits, rolls) => (rolls === 0 ? NONE : `${percent(hits / rolls)} (${hits})`);

/** @param {readonly number[]} numbers @param {Mode} mode @param {number} threshold */
const shareLine = (numbers, mode, threshold) =>
  shareOf(numbers.filter(matcher(mode, threshold)).length, numbers.length);

/**
 * Makes the comparison of odds with rolls.
 *
 * @param {Odds} odds
 * @param {Observed} observed
 * @param {{ mode: Mode, threshold: number, sum: string, numbers: readonly number[] } | null} asked
 */
export const makeComparison = (odds, observed, asked) => {
  const { totals, mean, deviation, successes } = observed;
  const { check } = odds;
  const of = check === null ? '' : ' of totals';
  const rolled = totals.length > 0;
  const range = `${formatNumber(Math.min(...totals))} to ${formatNumber(Math.max(...totals))}`;
  const [question, chance] = asked?.sum.split(': ') ?? [];
  return makeTable('comparison', 'Expected, and rolled at this table',
    ['', 'Odds', ...(rolled ? [countText(totals.length, 'roll')] : [])], [
      ...(check === null ? [] : [['Success', percent(check.success), shareOf(successes, totals.length)]]),
      ...(asked === null ? [] : [[question, chance, shareLine(asked.numbers, asked.mode, asked.threshold)]]),
      [`Mean${of}`, meanLine(odds), figureOrNone(mean)],
      [`Deviation${of}`, figureOrNone(odds.deviation), figureOrNone(deviation)],
      [`Range${of}`, `${formatNumber(odds.min)} to ${formatNumber(odds.max)}`, range],
    ].map((line) => (rolled ? line : line.slice(0, 2))));
};

/**
 * Makes the table of all totals; very many are grouped into bins.
 *
 * @param {ListedOdds} odds
 * @param {Observed} observed
 * @param {Bins | null} drawn
 * @param {string} name of the numbers
 */
export const makeOutcomes = (odds, { totals }, drawn, name) => {
  const bins = odds.outcomes.length > MAX_LINES ? drawn?.bins : undefined;
  const lines = tableLines(odds, totals, bins).map(({ name: range, exactly, least, most, rolled }) =>
    [range, percent(exactly), percent(least), percent(most), rolled === 0 ? NONE : String(rolled)]);
  return makeTable('outcomes', `Odds of ${odds.expr}`,
    [name, 'Exactly', 'At least', 'At most', 'Rolled'], lines);
};
