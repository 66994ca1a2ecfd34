// @ts-check
/** What acts of GMs change: the rules, the keys, the log. The text that tells them is loaded later, see `act-text.js`. Pure. */

import { isObject, textOrNull } from '../lib/json.js';
import { withRows } from './rows.js';

/** @typedef {import('../net/table-frames.js').Rules} Rules */
/** @typedef {import('./model.js').State} State */

/**
 * The rule that an act changes, and the member of the act that has its value.
 *
 * @type {ReadonlyMap<string, readonly [string, string]>}
 */
const CHANGES = new Map([
  ['lock', ['locked', 'on']],
  ['lock_names', ['namesLocked', 'on']],
  ['show_whispers', ['whispersShown', 'on']],
  ['audience', ['to', 'to']],
  ['title', ['title', 'title']],
]);

/** The name to show for a table. @param {import('./model.js').TableState} table */
export const titleOf = ({ rules, name }) => textOrNull(rules.title) || name;

/** Who sees a roll unless the player decides otherwise. @param {Rules} rules */
export const defaultAudience = ({ to }) => (to === 'gm' || to === 'blind' ? to : 'all');

/** The webhooks after one is set or removed. @param {unknown} before @param {Record<string, unknown>} frame */
const webhooksAfter = (before, { act, by, webhook }) => {
  const others = (Array.isArray(before) ? before : []).filter((each) =>
    !isObject(each) || !isObject(webhook) || each.id !== webhook.id);
  return act === 'webhook' && isObject(webhook) ? [...others, { ...webhook, by }] : others;
};

/** @param {State} state @param {import('../net/table-frames.js').Acted} acted @returns {State} */
export const followAct = (state, { seq, position, act, frame }) => {
  const { table, rows } = state;
  if (table === null) return state;
  const change = CHANGES.get(act);
  let { rules } = table;
  if (change) rules = { ...rules, [change[0]]: frame[change[1]] };
  if (frame.webhook) rules = { ...rules, webhooks: webhooksAfter(rules.webhooks, frame) };
  const to = state.to === defaultAudience(table.rules) ? defaultAudience(rules) : state.to;
  const followed = { ...state, to, table: { ...table, position, rules } };
  // The GM who renewed the keys may have the new ones already.
  if (act === 'renew_keys' && seq > table.keysAt) Object.assign(followed.table, { keys: {}, keysAt: seq });
  return act === 'clear'
    ? withRows(followed, rows.filter((row) => row.seq === null || row.seq > seq)) : followed;
};

/** Takes renewed keys, unless they have been renewed again. @param {State} state @param {import('../net/table-frames.js').Moderated} answer @returns {State} */
export const takeKeys = (state, { seq, keys }) => (state.table === null || keys === null || seq < state.table.keysAt
  ? state : { ...state, table: { ...state.table, keys, keysAt: seq } });
