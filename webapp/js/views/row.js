// @ts-check
/** One row of the log. */

import { isByHand } from '../roll/outcome.js';
import { disc, element, makeButton, spokenOnly, typedText } from './dom.js';
import { outcomeParts, shorthandParts } from './outcome-view.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../roll/findings.js').Note} Note */
/** @typedef {import('./badges.js').Badge} Badge */
/** @typedef {'again' | 'retry' | 'cancel' | 'copy' | 'odds' | 'reveal'} RowAction */
/** @typedef {Record<RowAction, (row: Row) => void> & { instead: (row: Row, expr: string) => void, decorate: (row: Row, node: HTMLElement) => void }} RowActions */
/** @typedef {{ badge: Badge | null, isGm: boolean, isExplained: boolean, seconds: number }} Setting other inputs of a row */

/** Tags of rolls that not everybody sees. @type {Record<string, string>} */
const AUDIENCES = { gm: 'GM', blind: 'blind', self: 'private', whisper: 'whisper' };

/** @param {Row} row @param {Badge | null} badge */
const author = ({ by, mine }, badge) => {
  const name = typedText('name', mine && by === null ? 'You' : by?.name ?? 'You');
  if (badge === null) return name;
  return element('span', 'by', disc(badge), name);
};

/** Who sees a whisper. @param {Row} row */
const seersText = ({ seers }) => seers.map(({ name }) => name || 'somebody who left').join(', ');

/** @param {Row} row */
const whisperTag = (row) => (row.seers.length === 0 ? []
  : [element('span', 'tag', 'whisper to ', typedText('', seersText(row)))]);

/** @param {Row} row */
const tags = ({ to, seers, missed, reveals, practice, outcome }) => [
  seers.length === 0 && AUDIENCES[to], missed && 'while you were away', reveals !== null && 'revealed',
  practice && 'practice, not shared', isByHand(outcome) && 'by hand',
].filter(Boolean).map((tag) => element('span', 'tag', String(tag)));

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
      return [element('p', 'total veiled', '?'), element('p', 'rolling', row.to === 'whisper' ? 'For others alone.' : 'The GM sees it.')];
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
  const hidden = ['gm', 'blind', 'whisper'].includes(row.to);
  return [
    ['again', 'Roll again'], ['copy', 'Copy'], ['odds', 'Odds'],
    ...((isGm || (row.mine && row.to === 'whisper')) && hidden && row.seq !== null ? [/** @type {[RowAction, string]} */ (['reveal', 'Reveal'])] : []),
  ];
};

/** @param {Row} row @param {RowActions} actions */
const button = (row, actions) => (/** @type {[RowAction, string]} */ [action, name]) => {
  const made = makeButton(`quiet ${action}`, name, spokenOnly(` ${row.expr}`));
  made.dataset.action = action;
  made.addEventListener('click', () => actions[action](row));
  return made;
};

/** @param {Row} row @param {RowActions} actions */
const note = (row, actions) => (/** @type {Note} */ { text, expr }) => {
  const made = element('p', 'note', typedText('note-text', text));
  if (expr === '') return made;
  const instead = makeButton('instead', 'Roll ', element('code', '', typedText('', expr)));
  instead.dataset.action = `instead ${expr}`;
  instead.addEventListener('click', () => actions.instead(row, expr));
  made.append(' ', instead);
  return made;
};

/** The notes are for the player who typed the text. @param {Row} row @returns {readonly Note[]} */
const notesOf = ({ outcome, mine, animating }) =>
  (mine && !animating && outcome !== null && 'notes' in outcome ? outcome.notes ?? [] : []);

/** A label in front of the roll, where no other was typed. @param {Row} row */
const labelOf = ({ label, outcome, animating }) =>
  label || (outcome?.kind === 'dice' && !animating ? outcome.label ?? '' : '');

/**
 * Makes a row.
 *
 * @param {Row} row
 * @param {Setting} setting
 * @param {RowActions} actions
 */
export const makeRow = (row, setting, actions) => {
  const head = element('p', 'head', author(row, setting.badge));
  const label = labelOf(row);
  if (label) head.append(' ', typedText('label', label));
  head.append(...shorthandParts(row.outcome));
  if (row.expr) head.append(' ', element('code', 'expr', typedText('', row.expr)));
  head.append(...whisperTag(row), ...tags(row));
  const made = element('li', 'row', head, ...body(row, setting), ...notesOf(row).map(note(row, actions)));
  const status = row.animating ? 'animating' : row.status;
  made.dataset.status = status;
  made.classList.add(status);
  if (row.practice) made.classList.add('practice');
  if (row.missed) made.classList.add('missed');
  const buttons = offers(row, setting).map(button(row, actions));
  if (buttons.length > 0) made.append(element('div', 'actions', ...buttons));
  made.dataset.key = row.key;
  actions.decorate(row, made);
  return made;
};
