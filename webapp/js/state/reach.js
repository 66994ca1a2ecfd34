// @ts-check
/** How far back the log goes. Apart, since search and older rolls are loaded later. Pure. */

/** @typedef {import('./model.js').State} State */

/** The most rows that the log keeps: all that a table keeps, see `dicegate.table.history`. */
export const MAX_ROWS = 10_000;

/** The most rows that are shown until older ones are asked for. */
export const FIRST_ROWS = 200;

/** Returns the epoch of the table that a position belongs to. @param {string} position */
export const epochOf = (position) => position.split(':', 1)[0];

/** Returns the position of the table's oldest roll here. @param {State} state */
export const oldestSeq = ({ rows }) => rows.findLast(({ seq }) => seq !== null)?.seq ?? null;

/** Whether the server sends older rolls. @param {State} state */
export const sendsOlder = ({ features }) => features.includes('history');

/** Whether the table may keep rolls that are older than those here. @param {State} state */
export const mayHaveOlder = (state) => {
  const { table } = state;
  if (!table?.you || !sendsOlder(state)) return false;
  // A position has the number of the table's entries, whose results may all be hidden.
  return (oldestSeq(state) ?? Number(table.position.split(':')[1])) > 1;
};
