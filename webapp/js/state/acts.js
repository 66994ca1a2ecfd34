// @ts-check
/** What acts of GMs change in the log. The text that tells them is loaded later, see `act-text.js`. Pure. */

import { withRows } from './rows.js';

/** @typedef {import('./model.js').State} State */

/** @param {State} state @param {import('../net/table-frames.js').Acted} acted @returns {State} */
export const followAct = (state, { seq, position, act }) => {
  const { table, rows } = state;
  if (table === null) return state;
  const followed = { ...state, table: { ...table, position } };
  return act === 'clear'
    ? withRows(followed, rows.filter((row) => row.seq === null || row.seq > seq)) : followed;
};
