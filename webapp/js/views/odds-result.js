// @ts-check
/** The odds of a roll: chart, question, figures. Loaded when they are first shown. */

import { saveText } from '../lib/save-file.js';
import { binsOf } from '../odds/bins.js';
import { chanceOf, median, snapThreshold } from '../odds/chance.js';
import { oddsCsv } from '../odds/csv.js';
import { binAt } from '../odds/geometry.js';
import { notesOf, precisionOf, sumLine } from '../odds/format.js';
import { hasSymbolsAlone, observedAs, plottedOf } from '../odds/plotted.js';
import { element, setText, typedText } from './dom.js';
import { chanceParts, successText } from './odds-chances.js';
import { makeComparison, makeOutcomes } from './odds-figures.js';
import { makeLegend, makeParts } from './odds-parts.js';
import { makeQuestion } from './odds-question.js';
import { makeSlider } from './odds-slider.js';

/** @typedef {import('../odds/read-odds.js').Odds} Odds */
/** @typedef {import('../odds/bins.js').Bins} Bins */
/** @typedef {import('../odds/chance.js').Mode} Mode */
/** @typedef {import('../odds/csv.js').ListedOdds} ListedOdds */
/** @typedef {import('../odds/plotted.js').Plotted} Plotted */
/** @typedef {import('../odds/observed.js').Observed} Observed */
/**
 * @typedef {object} Shown
 * @property {Odds} odds
 * @property {Plotted} plotted
 * @property {Bins | null} drawn
 * @property {Observed} observed
 */

/** The view, with the question that the player has put to the odds. */
class OddsResult {
  /** @type {Shown | null} */
  #shown = null;
  /** @type {Mode} */
  #mode = 'least';
  #threshold = 0;
  #parts = makeParts();
  #question = makeQuestion({
    mode: (mode) => {
      this.#mode = mode;
      this.#draw();
    },
    choose: (wanted) => this.#choose(wanted),
  });
  #slide = makeSlider(this.#parts.chart.root, this.#parts.chart.plot, {
    choose: (wanted) => this.#choose(wanted),
    point: (at) => this.#choosePoint(at),
  });

  constructor() {
    const { expr, label, success, chances, sum, chart, legend, list, figures, notes, buttons, save } = this.#parts;
    this.root = element('div', 'odds-result', element('h2', 'odds-title', expr, label), success, chances,
      sum, this.#question.root, chart.root, legend, list.root, figures, notes, buttons);
    sum.htmlFor.add(this.#question.number.id);
    list.toggle.addEventListener('click', () => {
      list.toggle.setAttribute('aria-pressed', String(list.root.hidden));
      list.root.hidden = !list.root.hidden;
      this.#draw();
    });
    save.addEventListener('click', () => this.#save());
  }

  /** Shows odds, and the rolls so far beside them. @param {Odds} odds @param {Observed} observed */
  update(odds, observed) {
    if (this.#shown?.odds !== odds) this.#replace(odds, observed);
    if (this.#shown !== null) this.#shown = { ...this.#shown, observed };
    this.#draw();
  }

  /** Starts with other odds; the question stays if the roll does. @param {Odds} odds @param {Observed} observed */
  #replace(odds, observed) {
    const { expr, label, success, chances, notes } = this.#parts;
    const plotted = plottedOf(odds);
    const { listed } = plotted;
    const drawn = listed === null ? null : binsOf(listed.outcomes);
    const again = this.#shown?.odds.expr === odds.expr;
    this.#shown = { odds, plotted, drawn, observed };
    if (listed !== null) {
      const first = plotted.start ?? observed.last?.total ?? median(listed.outcomes);
      this.#threshold = snapThreshold(listed.outcomes, again ? this.#threshold : first);
    }
    expr.replaceChildren(typedText('', odds.expr));
    setText(label, precisionOf(odds));
    setText(success, successText(odds));
    chances.replaceChildren(...chanceParts(odds));
    this.root.classList.toggle('of-check', odds.check !== null);
    notes.replaceChildren(...notesOf(odds, drawn, !hasSymbolsAlone(odds)).map((note) => element('li', '', note)));
  }

  /** @param {number} wanted */
  #choose(wanted) {
    const listed = this.#shown?.plotted.listed;
    if (listed && Number.isFinite(wanted)) {
      this.#threshold = snapThreshold(listed.outcomes, wanted);
    }
    this.#draw();
  }

  /** @param {number} at in percent from the left of the plot */
  #choosePoint(at) {
    const bins = this.#shown?.drawn?.bins;
    if (!bins) return;
    const bin = bins[binAt(at, bins.length)];
    this.#choose(this.#mode === 'most' ? bin.last : bin.first);
  }

  #save() {
    if (!this.#shown?.plotted.listed) return;
    const { plotted, observed } = this.#shown;
    const { listed, name } = plotted;
    const { totals } = observedAs(plotted, observed);
    if (listed) saveText(document, 'odds.csv', 'text/csv', oddsCsv(listed, totals, name));
  }

  #draw() {
    if (this.#shown === null) return;
    const { odds, plotted, drawn, observed: all } = this.#shown;
    const { sum, chart, legend, list, figures, buttons } = this.#parts;
    const { listed, name } = plotted;
    const observed = observedAs(plotted, all);
    const [mode, threshold] = [this.#mode, this.#threshold];
    const text = listed === null ? '' : sumLine(mode, threshold, chanceOf(listed, mode, threshold), name);
    if (listed !== null) this.#drawQuestion(plotted, listed, text);
    for (const part of [sum, this.#question.root, buttons]) part.hidden = listed === null;
    chart.root.hidden = drawn === null || !list.root.hidden;
    legend.hidden = chart.root.hidden;
    legend.replaceChildren(...makeLegend(observed));
    if (drawn !== null) chart.draw({ drawn, observed, mode, threshold });
    figures.replaceChildren(...(hasSymbolsAlone(odds) ? [] : [makeComparison(odds, all,
      listed === null ? null : { mode, threshold, sum: text, numbers: observed.totals })]));
    if (!list.root.hidden && listed !== null) {
      list.root.replaceChildren(makeOutcomes(listed, observed, drawn, name));
    }
  }

  /** @param {Plotted} plotted @param {ListedOdds} listed @param {string} text */
  #drawQuestion({ name }, { outcomes }, text) {
    const { sum, chart } = this.#parts;
    // The focused slider announces its own value.
    sum.setAttribute('aria-live', document.activeElement === chart.root ? 'off' : 'polite');
    setText(sum, text);
    this.#question.update({ name, outcomes, mode: this.#mode, threshold: this.#threshold });
    this.#slide({ outcomes, threshold: this.#threshold, text });
  }
}

export const makeOddsResult = () => new OddsResult();
