// @ts-check
/** The table: its members, and their rolls in an order that is the same for all. Pure. */

import { PLAIN_ROW } from './model.js';
import { defaultAudience } from './acts.js';
import { startThrow } from './animation.js';
import { notify } from './notices.js';
import { epochOf, sendsOlder } from './reach.js';
import { isWaiting, placeRow, removeRow, replaceRow, rowAt, withRows } from './rows.js';
import { named } from './whisper.js';

/** @typedef {import('./model.js').Row} Row */
/** @typedef {import('./model.js').State} State */
/** @typedef {import('./model.js').TableState} TableState */
/** @typedef {import('../net/table-frames.js').Joined} Joined */
/** @typedef {import('../net/table-frames.js').Rolled} Rolled */

/** @param {State} state @param {Rolled} roll @returns {Row} */
const rowOf = (state, { seq, position, by, to, seers, label, atMs, reveals, missed, expr, outcome }) => ({
  ...PLAIN_ROW,
  key: `${epochOf(position)}-${seq}`,
  seq,
  by,
  to,
  seers: named(state, seers),
  label,
  atMs,
  reveals,
  missed,
  expr: expr ?? '',
  mine: by.id === state.table?.you?.id,
  outcome,
  status: outcome === null ? 'hidden' : 'rolled',
});

/** Shows a revealed roll in the row of the hidden one. @param {State} state @param {Rolled} roll */
const reveal = (state, roll) => {
  const old = rowAt(state, roll.reveals);
  return old === undefined ? state
    : replaceRow(state, { ...old, to: 'all', status: 'rolled', outcome: roll.outcome });
};

/**
 * Removes the player's own row of a roll that failed: the table's entry takes its place.
 *
 * @param {State} state
 * @param {Row} row of the entry
 */
const dropFailed = (state, { mine, outcome, expr }) => {
  if (!mine || outcome?.kind !== 'failed') return state;
  const own = state.rows.find((row) => row.status === 'failed' && !row.retry && row.expr === expr);
  return own === undefined ? state : removeRow(state, own.key);
};

/** Shows a hidden roll that a later row reveals. @param {State} state @param {Row} row @returns {Row} */
const revealed = ({ rows }, row) => {
  const later = rows.find(({ reveals }) => reveals === row.seq);
  return later === undefined ? row : { ...row, to: 'all', status: 'rolled', outcome: later.outcome };
};

/** @param {State} state @param {Rolled} roll @returns {State} with the roll in the log, its dice at rest */
export const placeRoll = (state, roll) => {
  const known = rowAt(state, roll.seq);
  // The player's own row may show more than the table's message.
  if (known) return state;
  const row = revealed(state, rowOf(state, roll));
  return placeRow(dropFailed(reveal(state, roll), row), row);
};

/** @param {State} state @param {Partial<TableState>} change @returns {State} */
const withTable = (state, change) =>
  (state.table === null ? state : { ...state, table: { ...state.table, ...change } });

/** Notes a request for a seat. @param {State} state @param {{ id: string, table: string }} event */
export const startJoining = (state, { id, table }) => {
  const again = state.table?.name === table ? state.table : null;
  /** @type {TableState} */
  const next = {
    you: null, keys: {}, keysAt: 0, rules: {}, members: [], position: '', message: '', code: '', ...again,
    status: 'joining', name: table, joinId: id,
  };
  return { ...state, table: next };
};

/** Keeps the rows of a lost table, without their positions. @param {State} state */
const detachRows = (state) =>
  ({ ...state, early: [], rows: state.rows.map((row) => ({ ...row, seq: null })) });

/**
 * Removes rolls that the table has lost, see "A failover" in src/docs/tables.md. Also removes those
 * before its newest, which may be lost too, unless they cannot be asked for again.
 *
 * @param {State} state
 * @param {Joined} joined with the table's newest rolls
 */
const dropLost = (state, { history }) => {
  const first = sendsOlder(state) ? 0 : history[0]?.seq ?? Infinity;
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

/** Takes the seat, or follows a table that was restarted. @param {State} state @param {Joined} joined */
export const join = (state, joined) => {
  if (state.table === null) return state;
  const before = state.table.position;
  const restarted = before !== '' && epochOf(before) !== epochOf(joined.position);
  const { you, keys, members, rules, position } = joined;
  const seated = withTable(
    state, { status: 'at', you, keys, keysAt: 0, members, rules, position, message: '', code: '' });
  const noticed = seated.notice === state.table.message ? { ...seated, notice: '' } : seated;
  const kept = restarted ? detachRows(noticed) : noticed;
  const cleared = joined.resumed || restarted ? kept : dropLost(kept, joined);
  // Watchers roll for themselves alone.
  const isChosen = (state.table.you?.role ?? 'watcher') !== 'watcher';
  const to = you.role === 'watcher' ? 'self' : isChosen ? state.to : defaultAudience(rules);
  return reportReturn(joined.history.reduce(placeRoll, { ...cleared, to }), joined, restarted);
};

/** The seat was refused. @param {State} state @param {string} message @param {string} [code] */
export const refuseSeat = (state, message, code = '') =>
  notify(withTable({ ...state, to: 'all' }, { status: 'refused', message, code }), message);

/** The seat was refused for now, and is requested again. @param {State} state @param {string} message */
export const delaySeat = (state, message) => (state.table?.message === message ? state
  : notify(withTable(state, { message }), message));

/** A GM removed the player. @param {State} state @param {import('../net/table-frames.js').Removed} removed */
export const showRemoval = (state, { reason }) =>
  refuseSeat(state, `A GM has removed you from the table.${reason && ` Reason: ${reason}`}`);

/** @param {State} state @param {import('./model.js').Member[]} members */
export const setMembers = (state, members) => withTable(state, { members });

/** Leaves the table. @param {State} state @returns {State} */
export const leave = (state) => ({ ...detachRows(state), table: null, to: 'all' });

/** Adds early rolls to the log once no answer is expected any more. @param {State} state */
export const placeEarly = (state) => (state.early.length === 0 || isWaiting(state)
  ? state : state.early.reduce(placeRoll, { ...state, early: [] }));

/** Shows a roll of the table. @param {State} state @param {Rolled} roll @returns {State} */
export const showRolled = (state, roll) => {
  if (state.table === null) return state;
  const next = withTable(state, { position: roll.position });
  if (rowAt(next, roll.seq)) return next;
  const mine = roll.by.id === next.table?.you?.id;
  // Only its answer, which follows, names the row that it belongs to.
  if (mine && roll.reveals === null && isWaiting(next)) {
    return { ...next, early: [...next.early, roll] };
  }
  const row = rowOf(next, roll);
  const placed = placeRow(dropFailed(reveal(next, roll), row), row);
  return roll.missed ? placed : startThrow(placed, row);
};
