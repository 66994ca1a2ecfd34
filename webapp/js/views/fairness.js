// @ts-check
/** The dialog on luck and on the fairness of the dice. */

import { element, makeButton } from './dom.js';
import { withStyles } from './styles.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {{ mean: number, deviation: number }} Moments */

const loadReport = withStyles(() => import('./fairness-report.js'));

/**
 * Mounts the dialog. Its report is loaded and written when it opens, and updated while it is open.
 *
 * @param {HTMLDialogElement} dialog
 * @param {typeof loadReport} [load]
 */
export const mountFairness = (dialog, load = loadReport) => {
  /** @type {readonly Row[]} */
  let rows = [];
  /** @type {readonly Row[] | null} */
  let drawn = null;
  /** Mean and deviation from engines, by expression, with its repeats. @type {Map<string, Moments>} */
  const engineMoments = new Map();
  const report = element('div', 'report');
  const close = makeButton('brass', 'Close');
  close.addEventListener('click', () => dialog.close());
  dialog.classList.add('fairness');
  dialog.append(element('h2', '', 'Luck and fairness'), report, element('div', 'buttons', close));

  const draw = () => {
    if (!dialog.open || drawn === rows) return;
    drawn = rows;
    load().then(({ makeReport }) => report.replaceChildren(...makeReport(rows, engineMoments)), () => {
      // The next opening loads it again.
      drawn = null;
      report.replaceChildren(element('p', '', 'The report could not be loaded. Check the connection to the server.'));
    });
  };
  new MutationObserver(draw).observe(dialog, { attributeFilter: ['open'] });

  return {
    /** Takes mean and deviation of an expression from an engine. @param {Moments & { expr: string }} odds */
    learn: ({ expr, mean, deviation }) => {
      if (expr) engineMoments.set(expr, { mean, deviation });
      // An open report is written again.
      drawn = null;
      draw();
    },
    /** @param {{ rows: readonly Row[] }} state */
    update: (state) => {
      rows = state.rows;
      draw();
    },
  };
};
