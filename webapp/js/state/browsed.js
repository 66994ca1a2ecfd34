// @ts-check
/** What a searched log shows: its matches, its choices, its texts. Pure. */

import { authorsOf, isFiltering, labelsIn, matching, NO_FILTER } from './filter.js';
import { AT_END, canReadOlder, isAtEnd, isFull } from './older.js';
import { MAX_ROWS } from './reach.js';
import { NEWEST } from './window.js';

/** @typedef {import('./model.js').Browsing} Browsing */
/** @typedef {import('./model.js').Filter} Filter */
/** @typedef {import('./model.js').Row} Row */
/** @typedef {import('./model.js').State} State */

/** @type {Browsing} */
const NOT_BROWSED = Object.freeze({
  open: false, filter: NO_FILTER, ...NEWEST, status: 'idle', cursor: null, message: '', said: '',
});

/** @param {State} state @returns {Browsing} */
export const browsingOf = ({ browsing }) => browsing ?? NOT_BROWSED;

/** Returns a function that finds the matches, and remembers those of the latest rows and filter. */
export const makeMatches = () => {
  /** @type {{ rows: readonly Row[], filter: Filter, found: readonly Row[] } | null} */
  let last = null;
  /** @param {State} state */
  return (state) => {
    const { filter } = browsingOf(state);
    const { rows } = state;
    if (last?.rows !== rows || last.filter !== filter) last = { rows, filter, found: matching(rows, filter) };
    return last.found;
  };
};

/** Returns a function that lists members and labels, and remembers those of the latest rows. */
export const makeChoices = () => {
  /** @type {readonly Row[]} */
  let last = [];
  let found = { authors: authorsOf(last), labels: labelsIn(last) };
  /** @param {readonly Row[]} rows */
  return (rows) => {
    if (last !== rows) found = { authors: authorsOf(rows), labels: labelsIn(rows) };
    last = rows;
    return found;
  };
};

/** @param {number} count */
const numberText = (count) => count.toLocaleString('en');

/** Says how many rolls match; nothing without a filter. @param {State} state @param {readonly Row[]} found */
export const countText = (state, found) => {
  if (!isFiltering(browsingOf(state).filter)) return '';
  if (found.length === 0) return 'No rolls match.';
  return `${numberText(found.length)} of ${numberText(state.rows.length)} rolls`;
};

/** What the button at the old end does. @param {State} state @param {boolean} hasMore rows that are not shown */
export const olderText = (state, hasMore) => {
  const { status, filter } = browsingOf(state);
  if (status === 'searching') return 'Stop searching';
  if (status === 'reading') return 'Reading…';
  if (hasMore) return 'Older rolls';
  if (!canReadOlder(state)) return '';
  return isFiltering(filter) ? 'Search older rolls' : 'Older rolls';
};

/** The line under it. @param {State} state @param {boolean} hasMore rows that are not shown */
export const endText = (state, hasMore) => {
  const { message, status } = browsingOf(state);
  if (status === 'idle' && hasMore) return '';
  if (message !== '') return message;
  if (isFull(state)) return `The page keeps the newest ${numberText(MAX_ROWS)} rolls.`;
  return isAtEnd(state) ? AT_END : '';
};
