// @ts-check
/** The tab with the odds: loaded when the page is idle, or on the first visit. */

import { Late } from '../lib/late.js';
import { splitLabel } from '../roll/notation.js';
import { withStyles } from '../views/styles.js';

/** @typedef {import('../state/model.js').State} State */

const loadOdds = withStyles(() => import('../views/odds.js'));

/**
 * Mounts the tab.
 *
 * @param {HTMLElement} section
 * @param {Parameters<typeof import('../views/odds.js').mountOdds>[1] & { report: (text: string) => void }} actions
 */
export const mountOddsTab = (section, { report, ...actions }) => {
  const tab = new Late(loadOdds, ({ mountOdds }) => mountOdds(section, actions));
  /** @type {State | null} */
  let latest = null;
  let isLoading = false;
  /** Whether it could not be loaded since the tab was opened. */
  let hasFailed = false;

  /** @param {State} state */
  const draw = ({ odds, rows, text }) => tab.value?.({ odds, rows, expr: splitLabel(text.trim()).expr });

  /** @returns {Promise<boolean>} whether it is there */
  const load = async () => {
    const made = await tab.get();
    if (latest !== null) draw(latest);
    return made !== null;
  };

  /** @param {State} state */
  const update = async (state) => {
    latest = state;
    draw(state);
    if (state.tab !== 'odds') hasFailed = false;
    if (tab.value !== null || state.tab !== 'odds' || isLoading || hasFailed) return;
    isLoading = true;
    hasFailed = !await load();
    isLoading = false;
    if (hasFailed) report('The odds could not be loaded. Check the connection to the server.');
  };

  return { update, load };
};
