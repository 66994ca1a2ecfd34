// @ts-check
/** The part of the log that is shown, and what searches it and reads it back: loaded on first use. */

import { Late } from '../lib/late.js';
import { FIRST_ROWS, mayHaveOlder } from '../state/reach.js';
import { find } from '../views/dom.js';
import { withStyles } from '../views/styles.js';

/** @typedef {import('../state/model.js').State} State */

const loadBrowser = withStyles(() => import('./log-browser.js'));

/** @param {State} state @returns {import('../views/log.js').Page} */
const firstPage = (state) => ({
  rows: state.rows.slice(0, FIRST_ROWS),
  older: state.rows.length > FIRST_ROWS || mayHaveOlder(state) ? 'Older rolls' : '',
});

/**
 * Mounts the buttons for the search and for older rolls.
 *
 * @param {Document} document
 * @param {import('./page.js').Parts} parts
 * @param {(text: string) => void} notify
 * @param {typeof loadBrowser} [load]
 * @returns {typeof firstPage} the part of the log to show
 */
export const mountBrowsing = (document, parts, notify, load = loadBrowser) => {
  const browser = new Late(load, ({ browseLog }) => browseLog(document, parts));
  const older = find(document, '#older', HTMLButtonElement);

  /** @param {'search' | 'readOlder' | 'onOldEnd'} action */
  const use = async (action) => {
    const made = await browser.get();
    if (made === null) notify('The log could not be searched. Check the connection to the server.');
    else made[action]();
  };
  find(document, '#find', HTMLButtonElement).addEventListener('click', () => use('search'));
  older.addEventListener('click', () => use('readOlder'));
  // A log that needs no scrolling has its button in view.
  const panel = find(document, '#log', HTMLElement);
  new IntersectionObserver((entries) => {
    if (entries.at(-1)?.isIntersecting && panel.scrollTop + scrollY > 0) use('onOldEnd');
  }).observe(older);

  return (state) => (browser.value?.choose ?? firstPage)(state);
};
