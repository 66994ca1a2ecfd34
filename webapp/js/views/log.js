// @ts-check
/** The log: one row for each roll, newest first. */

import { chips } from './chips.js';
import { element, find, spokenOnly } from './dom.js';

/** @typedef {import('../model.js').Row} Row */
/** @typedef {{ retry: (row: Row) => void }} Actions */

/** @param {Row} row */
const notation = ({ expr }) => element('code', 'expr', expr);

/** @param {import('../outcome.js').Outcome} outcome @returns {HTMLElement[]} */
const outcomeParts = (outcome) => {
  if (outcome.kind !== 'dice') return [element('p', 'raw', outcome.text)];
  const total = element('p', 'total', spokenOnly('Total '), outcome.total.toLocaleString('en'));
  if (total.textContent.length > 12) total.classList.add('long');
  return outcome.diceCount > 0 ? [total, chips(outcome)] : [total];
};

/** @param {import('../model.js').FailedRow} row @param {Actions} actions */
const failureParts = (row, actions) => {
  const parts = [element('p', 'failure', row.message)];
  if (!row.retry) return parts;
  const retry = element('button', 'quiet', 'Retry', spokenOnly(` ${row.expr}`));
  retry.type = 'button';
  retry.addEventListener('click', () => actions.retry(row));
  return [...parts, retry];
};

/** @param {Row} row @param {Actions} actions @returns {HTMLElement[]} */
const parts = (row, actions) => {
  switch (row.status) {
    case 'pending':
      return [element('p', 'rolling', 'rolling…')];
    case 'rolled':
      return outcomeParts(row.outcome);
    case 'failed':
      return failureParts(row, actions);
  }
};

/** @param {Row} row @param {Actions} actions */
const makeRow = (row, actions) =>
  element('li', `row ${row.status}`, notation(row), ...parts(row, actions));

/**
 * Mounts the log.
 *
 * @param {ParentNode} page
 * @param {Actions} actions
 */
export const mountLog = (page, actions) => {
  const list = find(page, '#rows', HTMLElement);
  const empty = find(page, '#no-rows', HTMLElement);
  /** @type {Map<string, { row: Row, node: HTMLElement }>} */
  const shown = new Map();

  /** @param {Row} row */
  const show = (row) => {
    const old = shown.get(row.id);
    if (old?.row === row) return;
    const node = makeRow(row, actions);
    if (old) old.node.replaceWith(node);
    else list.prepend(node);
    shown.set(row.id, { row, node });
  };

  /** @param {import('../model.js').State} state */
  return ({ rows }) => {
    const ids = new Set(rows.map(({ id }) => id));
    for (const [id, { node }] of shown) {
      if (ids.has(id)) continue;
      node.remove();
      shown.delete(id);
    }
    for (const row of [...rows].reverse()) show(row);
    empty.hidden = rows.length > 0;
  };
};
