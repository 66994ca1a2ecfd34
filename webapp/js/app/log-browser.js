// @ts-check
/** Searches the log, and shows and reads back older rolls. Loaded on first use. */

import { browsingOf, countText, endText, makeChoices, makeMatches, olderText } from '../state/browsed.js';
import { isFiltering, NO_FILTER } from '../state/filter.js';
import { NEWEST, spanOf, towardsNew, towardsOld } from '../state/window.js';
import { find } from '../views/dom.js';
import { mountLogEnds } from '../views/log-ends.js';
import { mountLogSearch } from '../views/log-search.js';
import { OlderRolls } from './older-rolls.js';

/** @typedef {import('../state/model.js').Browsing} Browsing */
/** @typedef {import('../state/model.js').Filter} Filter */
/** @typedef {import('../state/model.js').State} State */
/** @typedef {Pick<import('./page.js').Parts, 'store' | 'requests' | 'socket' | 'timers'>} Parts */

/** What was said about an earlier reading. */
const SILENT = Object.freeze({ message: '', said: '' });

/** The changes of what is shown. @param {import('../state/store.js').Store} store */
const makeWindow = (store) => {
  const matches = makeMatches();
  /** @param {Partial<Browsing>} change */
  const set = (change) => store.dispatch(
    { type: 'browsed', browsing: { ...browsingOf(store.state), ...change } });
  return {
    matches,
    set,
    hasMore: () => {
      const found = matches(store.state);
      return spanOf(found, browsingOf(store.state)).to < found.length;
    },
    showOlder: () => set(towardsOld(matches(store.state), browsingOf(store.state))),
    showNewer: () => set(towardsNew(matches(store.state), browsingOf(store.state))),
    showNewest: () => set(NEWEST),
  };
};

/** The search, and its button. @param {Document} document @param {Parts} parts @param {ReturnType<typeof makeWindow>} shown @param {OlderRolls} rolls */
const mountSearch = (document, { store, timers }, { set, matches }, rolls) => {
  const panel = find(document, '#log', HTMLElement);
  const button = find(document, '#find', HTMLButtonElement);
  const choices = makeChoices();
  const close = () => {
    rolls.stop();
    set({ open: false, filter: NO_FILTER, ...NEWEST, ...SILENT });
    button.focus();
  };
  const search = mountLogSearch(panel, {
    close,
    filter: (change) => {
      rolls.stop();
      set({ filter: { ...browsingOf(store.state).filter, ...change }, ...NEWEST, ...SILENT });
    },
  }, timers);

  store.subscribe((state) => {
    const { open, filter } = browsingOf(state);
    button.setAttribute('aria-expanded', String(open));
    if (open) search.show({ filter, ...choices(state.rows), count: countText(state, matches(state)) });
    else search.hide();
  });

  return () => {
    if (browsingOf(store.state).open) {
      close();
      return;
    }
    store.dispatch({ type: 'tab', tab: 'log' });
    set({ open: true });
    panel.scrollTop = 0;
    search.focus();
  };
};

/**
 * Mounts the search and the ends of the log.
 *
 * @param {Document} document
 * @param {Parts} parts
 */
export const browseLog = (document, parts) => {
  const { store } = parts;
  const shown = makeWindow(store);
  shown.set({});
  const rolls = new OlderRolls(parts);
  const search = mountSearch(document, parts, shown, rolls);
  const ends = mountLogEnds(document, { newest: shown.showNewest, newer: shown.showNewer });

  store.subscribe((state) => {
    const { status, message, said, ...bounds } = browsingOf(state);
    const found = shown.matches(state);
    const { from, to } = spanOf(found, bounds);
    ends.update({
      isNewest: from === 0,
      end: endText(state, to < found.length),
      spoken: status === 'idle' ? said || message : '',
    });
  });

  /** @param {'read' | 'search'} how */
  const readOn = async (how) => {
    await rolls[how]();
    if (shown.hasMore()) ends.addOlder(shown.showOlder);
  };

  return {
    /** Opens the search, or closes it and shows all rolls. */
    search,

    /** The player asks for older rolls. */
    readOlder: async () => {
      const { status, filter } = browsingOf(store.state);
      rolls.stop();
      if (status !== 'idle') return;
      const follow = ends.follow();
      if (shown.hasMore()) ends.addOlder(shown.showOlder);
      else await readOn(isFiltering(filter) ? 'search' : 'read');
      follow();
    },

    /** The old end was scrolled into view. A search is not started by that: it may read much. */
    onOldEnd: async () => {
      const { status, filter } = browsingOf(store.state);
      if (status !== 'idle') return;
      if (shown.hasMore()) ends.addOlder(shown.showOlder);
      else if (!isFiltering(filter)) await readOn('read');
    },

    /** @param {State} state @returns {import('../views/log.js').Page} */
    choose: (state) => {
      const found = shown.matches(state);
      const { from, to } = spanOf(found, browsingOf(state));
      return { rows: found.slice(from, to), older: olderText(state, to < found.length) };
    },
  };
};
