// @ts-check
/** The table: who sits there, and what they roll, in one order for all. Pure. */

import { PLAIN_ROW } from './model.js';
import { epochOf } from '../net/table-frames.js';
import { startThrow } from './animation.js';
import { notify } from './notices.js';
import { isWaiting, placeRow, replaceRow, rowAt, withRows } from './rows.js';

/** @typedef {import('./model.js').Row} Row */
/** @typedef {import('./model.js').State} State */
/** @typedef {import('./model.js').TableState} TableState */
/** @typedef {import('../net/table-frames.js').Joined} Joined */
/** @typedef {import('../net/table-frames.js').Rolled} Rolled */

/** @param {State} state @param {Rolled} roll @returns {Row} */
const rowOf = ({ table }, { seq, position, by, to, label, atMs, reveals, missed, expr, outcome }) => ({
  ...PLAIN_ROW,
  key: `${epochOf(position)}-${seq}`,
  seq,
  by,
  to,
  label,
  atMs,
  reveals,
  missed,
  expr: expr ?? '',
  mine: by.id === table?.you?.id,
  outcome,
  status: outcome === null ? 'hidden' : 'rolled',
});

/** Shows a hidden roll in the place where it was hidden. @param {State} state @param {Rolled} roll */
const reveal = (state, roll) => {
  const old = rowAt(state, roll.reveals);
  return old === undefined ? state
    : replaceRow(state, { ...old, to: 'all', status: 'rolled', outcome: roll.outcome });
};

/** @param {State} state @param {Rolled} roll @returns {State} with it in the log, its dice at rest */
const placeRoll = (state, roll) => {
  const known = rowAt(state, roll.seq);
  // Whoever rolled it may see more of it than the table tells them.
  if (known) return state;
  return placeRow(reveal(state, roll), rowOf(state, roll));
};

/** @param {State} state @param {Partial<TableState>} change @returns {State} */
const withTable = (state, change) =>
  (state.table === null ? state : { ...state, table: { ...state.table, ...change } });

/** A seat was asked for. @param {State} state @param {{ id: string, table: string }} event */
export const startJoining = (state, { id, table }) => {
  const again = state.table?.name === table ? state.table : null;
  /** @type {TableState} */
  const next = {
    you: null, keys: {}, members: [], position: '', message: '', ...again,
    status: 'joining', name: table, joinId: id,
  };
  return { ...state, table: next };
};

/** Rows of a table that is no more stay, for this player alone. @param {State} state */
const detachRows = (state) =>
  ({ ...state, early: [], rows: state.rows.map((row) => ({ ...row, seq: null })) });

/**
 * Drops what the table does not have any more, see "A failover" in src/docs/tables.md.
 *
 * @param {State} state
 * @param {Joined} joined with all that the table has
 */
const dropLost = (state, { history }) => {
  const first = history.length > 0 ? history[0].seq : Infinity;
  const there = new Set(history.map(({ seq }) => seq));
  const lost = state.rows.filter(({ seq }) => seq !== null && seq >= first && !there.has(seq));
  return lost.length === 0 ? state : withRows(state, state.rows.filter((row) => !lost.includes(row)));
};

/** @param {State} state @param {Joined} joined @param {boolean} restarted */
const reportReturn = (state, { history, you }, restarted) => {
  if (restarted) {
    return notify(state, 'The table was restarted; older rolls are yours only.');
  }
  const missed = history.filter((roll) => roll.missed && roll.by.id !== you.id).length;
  if (missed === 0) return state;
  return notify(state, `Back. ${missed} ${missed === 1 ? 'roll' : 'rolls'} while you were away.`);
};

/** A seat was given, or the table begins anew. @param {State} state @param {Joined} joined */
export const join = (state, joined) => {
  if (state.table === null) return state;
  const before = state.table.position;
  const restarted = before !== '' && epochOf(before) !== epochOf(joined.position);
  const { you, keys, members, position } = joined;
  const seated = withTable(state, { status: 'at', you, keys, members, position, message: '' });
  const calm = seated.notice === state.table.message ? { ...seated, notice: '' } : seated;
  const kept = restarted ? detachRows(calm) : calm;
  const cleared = joined.resumed || restarted ? kept : dropLost(kept, joined);
  const to = you.role === 'watcher' ? 'self' : state.to;
  return reportReturn(joined.history.reduce(placeRoll, { ...cleared, to }), joined, restarted);
};

/** The seat was refused. @param {State} state @param {string} message */
export const refuseSeat = (state, message) =>
  notify(withTable(state, { status: 'refused', message }), message);

/** The seat was refused for now; it is asked for again. @param {State} state @param {string} message */
export const delaySeat = (state, message) => (state.table?.message === message ? state
  : notify(withTable(state, { message }), message));

/** @param {State} state @param {import('./model.js').Member[]} members */
export const setMembers = (state, members) => withTable(state, { members });

/** @param {State} state @returns {State} away from any table */
export const leave = (state) => ({ ...detachRows(state), table: null, to: 'all' });

/** Own rolls whose answers will not come any more are taken from the table. @param {State} state */
export const placeEarly = (state) => (state.early.length === 0 || isWaiting(state)
  ? state : state.early.reduce(placeRoll, { ...state, early: [] }));

/** Somebody rolled. @param {State} state @param {Rolled} roll @returns {State} */
export const showRolled = (state, roll) => {
  if (state.table === null) return state;
  const heard = withTable(state, { position: roll.position });
  if (rowAt(heard, roll.seq)) return heard;
  const mine = roll.by.id === heard.table?.you?.id;
  // Its answer, which is on the way, says which row it belongs to.
  if (mine && roll.reveals === null && isWaiting(heard)) {
    return { ...heard, early: [...heard.early, roll] };
  }
  const row = rowOf(heard, roll);
  const placed = placeRow(reveal(heard, roll), row);
  return roll.missed ? placed : startThrow(placed, row);
};
