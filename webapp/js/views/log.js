// @ts-check
/** The log: one row for each roll, newest first. */

import { find, setText } from './dom.js';
import { areExplained } from './explanation.js';
import { makeRow } from './row.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('../net/table-frames.js').Member} Member */
/** @typedef {import('./row.js').Setting} Setting */
/** @typedef {{ row: Row, setting: string, node: HTMLElement }} Shown */
/**
 * @typedef {object} Page the part of the log that is shown
 * @property {readonly Row[]} rows
 * @property {string} older the text of the button at its end; empty without one
 */

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
    const buttons = [...node.querySelectorAll('button')];
    const again = buttons.find(({ dataset }) => dataset.action === action) ?? buttons[0];
    if (again instanceof HTMLElement) again.focus();
  };
};

/**
 * Mounts the log.
 *
 * @param {Document} document
 * @param {import('./row.js').RowActions} actions
 * @param {(state: State) => Page} choose
 * @param {ReturnType<typeof import('./badges.js').makeBadges>} badgesOf
 */
export const mountLog = (document, actions, choose, badgesOf) => {
  const list = find(document, '#rows', HTMLElement);
  const panel = find(document, '#log', HTMLElement);
  const empty = find(document, '#no-rows', HTMLElement);
  const older = find(document, '#older', HTMLButtonElement);
  /** @type {Map<string, Shown>} */
  const shown = new Map();
  /** @type {Pick<State, 'rows' | 'table' | 'browsing'> | null} shown now; null while a wait is shown in it */
  let current = null;
  let wasExplained = false;

  // A tap shows what can be done with a roll, and hides it again; the buttons in it do what they say.
  list.addEventListener('click', ({ target }) => {
    const node = target instanceof Element && !target.closest('button, a') ? target.closest('.row') : null;
    for (const open of list.querySelectorAll('.row.open')) if (open !== node) open.classList.remove('open');
    node?.classList.toggle('open');
  });

  /** @param {Row} row @param {Setting} setting @returns {HTMLElement} */
  const nodeOf = (row, setting) => {
    const old = shown.get(row.key);
    const key = JSON.stringify(setting);
    if (old?.row === row && old.setting === key) return old.node;
    const node = makeRow(row, setting, actions);
    if (old) {
      node.classList.toggle('open', old.node.classList.contains('open'));
      const refocus = keepFocus(old.node, node);
      old.node.replaceWith(node);
      refocus();
    }
    shown.set(row.key, { row, setting: key, node });
    return node;
  };

  /** @param {State} state */
  return (state) => {
    const { table, nowMs, browsing } = state;
    // Called for every typed character, and the log may be long.
    if (state.rows === current?.rows && table === current.table && browsing === current.browsing
      && wasExplained === areExplained()) return;
    wasExplained = areExplained();
    const page = choose(state);
    const { rows } = page;
    current = rows.some(({ status }) => status === 'pending') ? null : state;
    const keys = new Set(rows.map(({ key }) => key));
    for (const [key, { node }] of shown) {
      if (keys.has(key)) continue;
      node.remove();
      shown.delete(key);
    }
    const badges = badgesOf(authorsOf(state.rows, table?.members ?? []));
    const isGm = table?.you?.role === 'gm';
    rows.forEach((row, index) => {
      const badge = row.by === null ? null : badges.get(row.by.id) ?? null;
      // To make other rows again would move what is being read.
      const isExplained = areExplained() && row.expr.includes('[');
      const node = nodeOf(row, { badge, isGm, isExplained, seconds: secondsOf(row, nowMs) });
      const there = list.children[index] ?? null;
      if (there !== node) list.insertBefore(node, there);
    });
    empty.hidden = state.rows.length > 0;
    // On a small screen the text scrolls, and nothing in it takes the focus.
    panel.tabIndex = empty.hidden ? -1 : 0;
    older.hidden = page.older === '';
    setText(older, page.older);
  };
};
