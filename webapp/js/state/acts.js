// @ts-check
/** What GMs do to the table, as the player is told. Pure. */

import { notify } from './notices.js';
import { withRows } from './rows.js';

/** @typedef {import('./model.js').State} State */

/** @type {Readonly<Record<string, string>>} */
const TEXTS = Object.freeze({
  remove: 'removed a member',
  lock: 'locked the table',
  lock_names: 'locked the names',
  show_whispers: 'shows that something is whispered',
  audience: 'set who sees rolls',
  title: 'named the table',
  role: 'changed a role',
  hand_on: 'handed the GM role on',
  clear: 'cleared the log',
  renew_keys: 'renewed the links',
});

/** @param {State} state @param {import('../net/table-frames.js').Acted} acted @returns {State} */
export const showAct = (state, { seq, position, by, act, about }) => {
  const { table } = state;
  if (table === null) return state;
  const rows = act === 'clear'
    ? state.rows.filter((row) => row.seq === null || row.seq > seq) : state.rows;
  const followed = withRows({ ...state, table: { ...table, position } }, rows);
  const text = `${by.name}: ${TEXTS[act] ?? act}`;
  return notify(followed, about ? `${text}: ${about}` : text);
};
