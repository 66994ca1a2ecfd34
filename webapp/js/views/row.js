// @ts-check
/** One row of the log. */

import { resultsOf } from '../roll/outcome.js';
import { chips } from './chips.js';
import { disc, element, makeButton, spokenOnly } from './dom.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../roll/outcome.js').Outcome} Outcome */
/** @typedef {import('./badges.js').Badge} Badge */
/** @typedef {'again' | 'retry' | 'cancel' | 'copy' | 'odds' | 'reveal'} RowAction */
/** @typedef {Record<RowAction, (row: Row) => void>} RowActions */
/** @typedef {{ badge: Badge | null, isGm: boolean, seconds: number }} Setting other inputs of a row */

/** Longer totals get a line of their own. */
const LONG_TOTAL_CHARS = 12;

/** Tags of rolls that not everybody sees. @type {Record<string, string>} */
const AUDIENCES = { gm: 'GM', blind: 'blind', self: 'private' };

/** @param {Row} row @param {Badge | null} badge */
const author = ({ by, mine }, badge) => {
  const name = element('span', 'name', mine && by === null ? 'You' : by?.name ?? 'You');
  if (badge === null) return name;
  return element('span', 'by', disc(badge), name);
};

/** @param {Row} row */
const tags = ({ to, missed, reveals, practice }) => [
  AUDIENCES[to], missed && 'while you were away', reveals !== null && 'revealed',
  practice && 'practice, not shared',
].filter(Boolean).map((tag) => element('span', 'tag', String(tag)));

/** @param {Outcome} outcome @returns {HTMLElement[]} */
const outcomeParts = (outcome) => {
  const results = resultsOf(outcome);
  if (results.length === 0) {
    return [element('p', 'raw', outcome.kind === 'dice' || outcome.kind === 'repeats'
      ? '' : outcome.text)];
  }
  const totals = results.map(({ total }) => total.toLocaleString('en')).join(' · ');
  const total = element('p', 'total', spokenOnly('Total '), totals);
  if (totals.length > LONG_TOTAL_CHARS) total.classList.add('long');
  return [total, ...results.filter(({ diceCount }) => diceCount > 0).map(chips)];
};

/** @param {Row} row @param {number} seconds of its wait */
const waitingText = ({ status }, seconds) => {
  if (status === 'queued') return 'will roll when back';
  return seconds >= 3 ? `The dice engine is slow (${seconds} s)` : 'rolling…';
};

/** @param {Row} row @param {Setting} setting @returns {HTMLElement[]} */
const body = (row, { seconds }) => {
  switch (row.status) {
    case 'queued':
    case 'pending':
      return [element('p', 'rolling', waitingText(row, seconds))];
    case 'hidden':
      return [element('p', 'total veiled', '?'), element('p', 'rolling', 'The GM sees it.')];
    case 'failed':
      return [element('p', 'failure', row.message)];
    case 'rolled':
      if (row.animating || row.outcome === null) return [element('p', 'rolling', 'rolling…')];
      return outcomeParts(row.outcome);
  }
};

/** @param {Row} row @param {Setting} setting @returns {[RowAction, string][]} */
const offers = (row, { isGm, seconds }) => {
  if (row.status === 'failed') return row.retry ? [['retry', 'Retry']] : [];
  if (row.status === 'queued') return [['cancel', 'Cancel']];
  if (row.status === 'pending') return seconds >= 3 ? [['cancel', 'Cancel']] : [];
  if (row.animating || row.status === 'hidden') return [];
  const hidden = row.to === 'gm' || row.to === 'blind';
  return [
    ['again', 'Roll again'], ['copy', 'Copy'], ['odds', 'Odds'],
    ...(isGm && hidden && row.seq !== null ? [/** @type {[RowAction, string]} */ (['reveal', 'Reveal'])] : []),
  ];
};

/** @param {Row} row @param {RowActions} actions */
const button = (row, actions) => (/** @type {[RowAction, string]} */ [action, name]) => {
  const made = makeButton(`quiet ${action}`, name, spokenOnly(` ${row.expr}`));
  made.dataset.action = action;
  made.addEventListener('click', () => actions[action](row));
  return made;
};

/**
 * Makes a row.
 *
 * @param {Row} row
 * @param {Setting} setting
 * @param {RowActions} actions
 */
export const makeRow = (row, setting, actions) => {
  const head = element('p', 'head', author(row, setting.badge));
  if (row.label) head.append(' ', element('span', 'label', row.label));
  if (row.expr) head.append(' ', element('code', 'expr', row.expr));
  head.append(...tags(row));
  const made = element('li', 'row', head, ...body(row, setting));
  const status = row.animating ? 'animating' : row.status;
  made.dataset.status = status;
  made.classList.add(status);
  if (row.practice) made.classList.add('practice');
  if (row.missed) made.classList.add('missed');
  const buttons = offers(row, setting).map(button(row, actions));
  if (buttons.length > 0) made.append(element('div', 'actions', ...buttons));
  return made;
};
