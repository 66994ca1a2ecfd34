// @ts-check
/** The elements of the odds of a roll. */

import { countText, formatNumber } from '../odds/format.js';
import { element, makeButton, sign, typedText } from './dom.js';
import { makeChart } from './odds-chart.js';

/** @typedef {import('../odds/observed.js').Observed} Observed */

/** @param {Observed} observed */
export const makeLegend = ({ totals, last }) => {
  const rolled = `this table, ${countText(totals.length, 'roll')}`;
  const whose = last?.name ? ['last roll, ', typedText('', last.name)] : ['last roll'];
  return [
    element('span', '', sign('', 'swatch'), 'odds'),
    ...(last === null ? [] : [
      element('span', '', sign('', 'swatch hollow'), rolled),
      element('span', '', sign('◆', 'swatch-sign'), ...whose,
        `: ${formatNumber(last.total)}`),
    ]),
    ...(last === null ? [element('span', '', 'not rolled here yet')] : []),
  ];
};

/** Makes the list of all totals, which a button shows in place of the chart. */
const makeList = () => {
  const root = element('div', 'scroller');
  root.tabIndex = 0;
  root.hidden = true;
  root.setAttribute('role', 'region');
  root.setAttribute('aria-label', 'All totals');
  const toggle = makeButton('as-table', 'As table');
  toggle.setAttribute('aria-pressed', 'false');
  return { root, toggle };
};

/** Makes the elements of the view. */
export const makeParts = () => {
  const expr = element('code');
  const label = element('span', 'tag');
  const success = element('output', 'success-chance');
  success.setAttribute('aria-live', 'polite');
  const chances = element('div', 'odds-chances');
  const sum = element('output', 'sum');
  const legend = element('p', 'legend');
  const figures = element('div');
  const notes = element('ul', 'notes');
  notes.setAttribute('role', 'list');
  const list = makeList();
  const save = makeButton('', 'Save as CSV');
  const buttons = element('div', 'odds-buttons', list.toggle, save);
  return { expr, label, success, chances, sum, legend, figures, notes, list, save, buttons, chart: makeChart() };
};
