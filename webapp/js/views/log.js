// @ts-check
/** The log: one row for each roll, newest first. */

import { badgesOf } from './badges.js';
import { find } from './dom.js';
import { makeRow } from './row.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('../net/table-frames.js').Member} Member */
/** @typedef {import('./row.js').Setting} Setting */
/** @typedef {{ row: Row, setting: string, node: HTMLElement }} Shown */

/** After this long, the seconds of a wait are shown. */
const SLOW_SECONDS = 3;

/** @param {Row} row @param {number} nowMs @returns {number} 0 while the wait is short */
const secondsOf = ({ status, atMs }, nowMs) => {
  const seconds = Math.floor((nowMs - atMs) / 1000);
  return status === 'pending' && seconds >= SLOW_SECONDS ? seconds : 0;
};

/** @param {readonly Row[]} rows @param {readonly Member[]} members @returns {Member[]} each once */
const authorsOf = (rows, members) => {
  const people = new Map(members.map((member) => [member.id, member]));
  for (const { by } of rows) if (by && !people.has(by.id)) people.set(by.id, by);
  return [...people.values()];
};

/** Returns a function that moves the focus from an old row into its replacement. @param {Element} old @param {Element} node */
const keepFocus = (old, node) => {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !old.contains(focused)) return () => {};
  const { action } = focused.dataset;
  return () => {
    const again = node.querySelector(`[data-action="${action}"]`) ?? node.querySelector('button');
    if (again instanceof HTMLElement) again.focus();
  };
};

/**
 * Mounts the log.
 *
 * @param {ParentNode} page
 * @param {import('./row.js').RowActions} actions
 */
export const mountLog = (page, actions) => {
  const list = find(page, '#rows', HTMLElement);
  const empty = find(page, '#no-rows', HTMLElement);
  /** @type {Map<string, Shown>} */
  const shown = new Map();
  /** @type {Pick<State, 'rows' | 'table'> | null} shown now; null while a wait is shown in it */
  let current = null;

  /** @param {Row} row @param {Setting} setting @returns {HTMLElement} */
  const nodeOf = (row, setting) => {
    const old = shown.get(row.key);
    const key = JSON.stringify(setting);
    if (old?.row === row && old.setting === key) return old.node;
    const node = makeRow(row, setting, actions);
    if (old) {
      const refocus = keepFocus(old.node, node);
      old.node.replaceWith(node);
      refocus();
    }
    shown.set(row.key, { row, setting: key, node });
    return node;
  };

  /** @param {State} state */
  return ({ rows, table, nowMs }) => {
    // Called for every typed character, and the log may be long.
    if (rows === current?.rows && table === current.table) return;
    current = rows.some(({ status }) => status === 'pending') ? null : { rows, table };
    const keys = new Set(rows.map(({ key }) => key));
    for (const [key, { node }] of shown) {
      if (keys.has(key)) continue;
      node.remove();
      shown.delete(key);
    }
    const badges = badgesOf(authorsOf(rows, table?.members ?? []));
    const isGm = table?.you?.role === 'gm';
    rows.forEach((row, index) => {
      const badge = row.by === null ? null : badges.get(row.by.id) ?? null;
      const node = nodeOf(row, { badge, isGm, seconds: secondsOf(row, nowMs) });
      const there = list.children[index] ?? null;
      if (there !== node) list.insertBefore(node, there);
    });
    empty.hidden = rows.length > 0;
  };
};
