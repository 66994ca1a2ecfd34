// @ts-check
/** The odds of one result, or of several, one of which is shown in full. Loaded when they are first shown. */

import { formatNumber, percent } from '../odds/format.js';
import { observe } from '../odds/observed.js';
import { element, makeButton, typedText } from './dom.js';
import { makeOddsResult } from './odds-result.js';

/** @typedef {import('../odds/read-odds.js').Odds} Odds */
/** @typedef {import('../odds/read-odds.js').OddsOfAll} OddsOfAll */
/** @typedef {import('../state/model.js').Row} Row */

/** The most telling figure of a result. @param {Odds} odds */
const figureOf = ({ check, tally, mean }) => {
  if (check !== null) return `success ${percent(check.success)}`;
  const [symbol] = tally;
  return symbol === undefined || mean !== 0 || symbol.mean === null
    ? `mean ${formatNumber(mean)}` : `mean ${formatNumber(symbol.mean)} ${symbol.name}`;
};

/** Makes the views of all results. */
export const makeOddsResults = () => {
  const result = makeOddsResult();
  const choice = element('div', 'odds-choice');
  const root = element('div', 'odds-results', choice, result.root);
  let chosen = 0;
  /** @type {OddsOfAll | null} */
  let shown = null;
  /** The expression that was asked for. */
  let asked = '';
  /** @type {readonly Row[]} */
  let rolled = [];

  choice.setAttribute('role', 'group');
  choice.setAttribute('aria-label', 'Results');

  const draw = () => {
    if (shown === null) return;
    const odds = shown.results[chosen];
    result.update(odds, observe(rolled, odds.expr || shown.expr || asked));
    [...choice.children].forEach((button, index) =>
      button.setAttribute('aria-pressed', String(index === chosen)));
  };

  /** @param {Odds} odds @param {number} index */
  const chooser = (odds, index) => {
    const name = odds.label ? typedText('', odds.label) : element('code', '', typedText('', odds.expr));
    const button = makeButton('', name, ' ', element('span', 'figure', figureOf(odds)));
    button.addEventListener('click', () => {
      chosen = index;
      draw();
    });
    return button;
  };

  /** @param {OddsOfAll} odds @param {readonly Row[]} rows @param {string} expr that was asked for */
  const update = (odds, rows, expr) => {
    if (odds !== shown) {
      if (odds.expr !== shown?.expr) chosen = 0;
      choice.hidden = odds.results.length < 2;
      choice.replaceChildren(...(choice.hidden ? [] : odds.results.map(chooser)));
    }
    [shown, rolled, asked] = [odds, rows, expr];
    chosen = Math.min(chosen, odds.results.length - 1);
    draw();
  };

  return { root, update };
};
