// @ts-check
/** Odds that are known: their curve, a question to them, their figures. Loaded when wanted. */

import { binsOf } from '../odds/bins.js';
import { chanceOf, median, snapThreshold } from '../odds/chance.js';
import { oddsCsv } from '../odds/csv.js';
import { binAt } from '../odds/geometry.js';
import { countText, formatNumber, notesOf, sumLine, precisionOf } from '../odds/format.js';
import { saveText } from '../roll/export.js';
import { element, makeButton, setText, sign } from './dom.js';
import { makeChart } from './odds-chart.js';
import { makeComparison, makeOutcomes } from './odds-figures.js';
import { makeQuestion } from './odds-question.js';
import { makeSlider } from './odds-slider.js';

/** @typedef {import('../odds/read-odds.js').Odds} Odds */
/** @typedef {import('../odds/bins.js').Bins} Bins */
/** @typedef {import('../odds/chance.js').Mode} Mode */
/** @typedef {import('../odds/csv.js').ListedOdds} ListedOdds */
/** @typedef {import('../odds/observed.js').Observed} Observed */
/**
 * @typedef {object} Shown
 * @property {Odds} odds
 * @property {ListedOdds | null} listed the same, if the totals were told
 * @property {Bins | null} drawn
 * @property {Observed} observed
 */

/** @param {Odds} odds @returns {ListedOdds | null} */
const listedOf = (odds) => (odds.outcomes === null ? null : { ...odds, outcomes: odds.outcomes });

/** @param {Observed} observed */
const makeLegend = ({ totals, last }) => {
  const rolled = `this table, ${countText(totals.length, 'roll')}`;
  const whose = last?.name ? `last roll, ${last.name}` : 'last roll';
  return [
    element('span', '', sign('', 'swatch'), 'odds'),
    ...(last === null ? [] : [
      element('span', '', sign('', 'swatch hollow'), rolled),
      element('span', '', sign('◆', 'swatch-sign'), `${whose}: ${formatNumber(last.total)}`),
    ]),
    ...(last === null ? [element('span', '', 'not rolled here yet')] : []),
  ];
};

/** Makes the view. */
export const makeOddsResult = () => {
  /** @type {Shown | null} */
  let shown = null;
  /** @type {Mode} */
  let mode = 'least';
  let threshold = 0;

  const expr = element('code');
  const label = element('span', 'tag');
  const sum = element('output', 'sum');
  const legend = element('p', 'legend');
  const figures = element('div');
  const notes = element('ul', 'notes');
  const outcomes = element('div', 'scroller');
  const asTable = makeButton('as-table', 'As table');
  const save = makeButton('', 'Save as CSV');
  const chart = makeChart();
  const buttons = element('div', 'odds-buttons', asTable, save);

  outcomes.tabIndex = 0;
  outcomes.hidden = true;
  outcomes.setAttribute('role', 'region');
  outcomes.setAttribute('aria-label', 'All totals');
  asTable.setAttribute('aria-pressed', 'false');
  notes.setAttribute('role', 'list');

  /** @param {number} wanted */
  const choose = (wanted) => {
    if (shown?.listed && Number.isFinite(wanted)) threshold = snapThreshold(shown.listed.outcomes, wanted);
    draw();
  };
  const question = makeQuestion({
    mode: (chosen) => {
      mode = chosen;
      draw();
    },
    choose,
  });
  const slide = makeSlider(chart.root, chart.plot, {
    choose,
    point: (at) => {
      const bins = shown?.drawn?.bins;
      if (!bins) return;
      const bin = bins[binAt(at, bins.length)];
      choose(mode === 'most' ? bin.last : bin.first);
    },
  });
  sum.htmlFor.add(question.number.id);
  asTable.addEventListener('click', () => {
    asTable.setAttribute('aria-pressed', String(outcomes.hidden));
    outcomes.hidden = !outcomes.hidden;
    draw();
  });
  save.addEventListener('click', () => {
    if (!shown?.listed) return;
    saveText(document, 'odds.csv', 'text/csv', oddsCsv(shown.listed, shown.observed.totals));
  });

  /** @param {ListedOdds} listed @param {string} text */
  const drawQuestion = (listed, text) => {
    // The slider tells its own value.
    sum.setAttribute('aria-live', document.activeElement === chart.root ? 'off' : 'polite');
    setText(sum, text);
    question.update({ outcomes: listed.outcomes, mode, threshold });
    slide({ outcomes: listed.outcomes, threshold, text });
  };

  const draw = () => {
    if (shown === null) return;
    const { odds, listed, drawn, observed } = shown;
    const text = listed === null ? '' : sumLine(mode, threshold, chanceOf(listed, mode, threshold));
    if (listed !== null) drawQuestion(listed, text);
    for (const part of [sum, question.root, buttons]) part.hidden = listed === null;
    chart.root.hidden = drawn === null || !outcomes.hidden;
    legend.hidden = chart.root.hidden;
    if (drawn !== null) chart.draw({ drawn, observed, mode, threshold });
    figures.replaceChildren(makeComparison(odds, observed,
      listed === null ? null : { mode, threshold, sum: text }));
    if (!outcomes.hidden && listed !== null) outcomes.replaceChildren(makeOutcomes(listed, observed, drawn));
  };

  /** @param {Odds} odds @param {Observed} observed */
  const update = (odds, observed) => {
    if (shown?.odds !== odds) {
      const listed = listedOf(odds);
      const drawn = listed === null ? null : binsOf(listed.outcomes);
      const again = shown?.odds.expr === odds.expr;
      shown = { odds, listed, drawn, observed };
      const first = observed.last?.total ?? (listed === null ? 0 : median(listed.outcomes));
      if (listed !== null) threshold = snapThreshold(listed.outcomes, again ? threshold : first);
      setText(expr, odds.expr);
      setText(label, precisionOf(odds));
      notes.replaceChildren(...notesOf(odds, drawn).map((note) => element('li', '', note)));
    }
    shown = { ...shown, observed };
    legend.replaceChildren(...makeLegend(observed));
    draw();
  };

  const root = element('div', 'odds-result', element('h2', 'odds-title', expr, label), sum,
    question.root, chart.root, legend, outcomes, figures, notes, buttons);
  return { root, update };
};
