// @ts-check
/** How far back a table's rolls are loaded. Pure. */

import { epochOf, MAX_ROWS, mayHaveOlder, oldestSeq } from './reach.js';

/** @typedef {import('../net/table-frames.js').OlderRolls} OlderRolls */
/** @typedef {import('../net/table-frames.js').Rolled} Rolled */
/** @typedef {import('./model.js').Cursor} Cursor */
/** @typedef {import('./model.js').State} State */

/** What is said at the end. */
export const AT_END = 'The table keeps no older rolls.';

/** @param {State} state @returns {Cursor} that has read nothing yet */
const newCursor = (state) => {
  const oldest = oldestSeq(state);
  return { epoch: epochOf(state.table?.position ?? ''), oldest, next: oldest };
};

/**
 * Returns where the table's older rolls continue. A cursor counts as long as the oldest roll here is
 * the one that it was made for: not at another table, or after rows were removed.
 *
 * @param {State} state
 * @returns {Cursor}
 */
export const cursorOf = (state) => {
  const cursor = state.browsing?.cursor ?? null;
  const fresh = newCursor(state);
  return cursor?.epoch === fresh.epoch && cursor.oldest === fresh.oldest ? cursor : fresh;
};

/** Whether the page keeps as many rolls as it can. @param {State} state */
export const isFull = ({ rows }) => rows.length >= MAX_ROWS;

/** Whether all was read that the table keeps. @param {State} state */
export const isAtEnd = (state) => {
  const { cursor } = state.browsing ?? {};
  return Boolean(cursor) && cursorOf(state) === cursor && (cursor?.next === null || cursor?.oldest === 1);
};

/** Whether there may be older rolls to read. @param {State} state */
export const canReadOlder = (state) => mayHaveOlder(state) && !isAtEnd(state) && !isFull(state);

/**
 * Returns the rolls of an answer that belong before the oldest one here.
 *
 * @param {Cursor} asked
 * @param {OlderRolls} answer
 * @returns {Rolled[]} newest first: the page keeps those if it gets full
 */
export const rollsOf = ({ epoch, next }, { rolls }) => rolls
  .filter(({ seq, position }) => epochOf(position) === epoch && seq < (next ?? Infinity))
  .sort((a, b) => b.seq - a.seq);

/**
 * Returns the cursor after an answer, whose rolls are in the log.
 *
 * @param {State} state
 * @param {Cursor} asked
 * @param {OlderRolls} answer
 * @returns {Cursor}
 */
export const cursorAfter = (state, asked, { next }) => {
  // A position that does not decrease would be asked for without end.
  const isBack = next !== null && next < (asked.next ?? Infinity);
  return { ...newCursor(state), next: isBack ? next : null };
};
