// @ts-check
/** Shows which rolls can be checked, checks them, and keeps what the server has told for that. Loaded later. */

import { spokenOutcome } from '../roll/wording.js';
import { isByHand } from '../roll/outcome.js';
import { Told } from '../verify/told.js';
import { verdictOf } from '../verify/verdict.js';
import { element, find, makeButton, sign, spokenOnly } from '../views/dom.js';
import { mountSeedField } from '../views/seed-field.js';
import { makeVerifyDialog } from '../views/verify-dialog.js';
import { makeProofs } from './proofs.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../verify/received.js').Roll} Roll */
/** @typedef {{ told: Told, proofs: ReturnType<typeof makeProofs> }} Verification */

/** @param {string} text @param {string} [shown] by default, nothing but a sign is seen */
const mark = (text, shown = '') => (shown !== ''
  ? element('span', 'tag', shown)
  : element('span', 'checkable', sign('◈', ''), spokenOnly(text)));

/** @param {string} fault a sentence */
const wrongMark = (fault) => element('span', 'fault', sign('✗', 'verify-sign'), ` Wrong: ${fault}`);

/** @param {Row} row @param {Roll | undefined} roll @param {string} fault */
const markOf = (row, roll, fault) => {
  if (fault !== '') return wrongMark(fault);
  if (row.practice || isByHand(row.outcome) || roll === undefined) return null;
  if (roll.unseeded) return mark('', roll.engine === '' ? 'not verifiable' : `not verifiable: engine ${roll.engine}`);
  if (roll.place === null) return null;
  return mark(row.status === 'hidden' ? 'can be verified when it is revealed' : 'can be verified');
};

/** Makes the check of one roll. @param {Document} document @param {import('./actions.js').Parts} parts @param {Told} told */
const makeCheck = (document, parts, told) => {
  const proofs = makeProofs(parts);
  /** @type {ReturnType<typeof makeVerifyDialog> | null} */
  let dialog = null;
  /** The newest check: an older one may be answered later. */
  let serial = 0;

  /** @param {Row} row @param {Roll} roll */
  return async (row, roll) => {
    serial += 1;
    const newest = serial;
    dialog ??= makeVerifyDialog(document, { root: parts.root, stop: proofs.stop });
    dialog.open(row.expr, row.outcome === null ? '' : spokenOutcome(row.outcome));
    const answer = await proofs.ask(roll);
    if (!dialog.isOpen || newest !== serial) return;
    const fault = told.sent.faultOf(row.id);
    if ('problem' in answer) {
      if (fault === '') dialog.fail(answer.problem);
      else dialog.show({ kind: 'wrong', text: `${fault} ${answer.problem}`, numbers: null });
      return;
    }
    dialog.show(verdictOf({
      roll, proof: answer.proof, asked: row.asked || row.expr, told: told.whenTold(roll),
      seed: roll.place === null ? undefined : told.seeds.get(roll.place.root),
      sent: told.sent.textOf(row.id), fault,
    }));
  };
};

/** Makes the decoration of rows. @param {Told} told @param {(row: Row, roll: Roll) => void} check */
const makeDecoration = (told, check) => (/** @type {Row} */ row, /** @type {HTMLElement} */ node) => {
  if (row.animating || (row.status !== 'rolled' && row.status !== 'hidden')) return;
  const roll = told.rollOf(row);
  const made = markOf(row, roll, told.sent.faultOf(row.id));
  if (made !== null) node.querySelector('.head')?.append(made);
  const isOffered = row.status === 'rolled' && roll !== undefined && roll.place !== null;
  const actions = node.querySelector('.actions');
  if (!isOffered || actions === null) return;
  const button = makeButton('quiet verify', 'Verify', spokenOnly(` ${row.expr}`));
  button.dataset.action = 'verify';
  button.addEventListener('click', () => check(row, roll));
  actions.append(button);
};

/** Decorates the rows that are in the log already. @param {Document} document @param {import('./actions.js').Parts} parts */
const decorateShown = (document, { store, series }) => {
  const rows = new Map(store.state.rows.map((row) => [row.key, row]));
  for (const node of find(document, '#rows', HTMLElement).children) {
    const row = node instanceof HTMLElement ? rows.get(node.dataset.key ?? '') : undefined;
    if (row !== undefined && node instanceof HTMLElement) series.decorate(row, node);
  }
};

/** @param {Document} document @param {import('./actions.js').Parts} parts @returns {Verification} */
export const makeVerification = (document, parts) => {
  const { store, series } = parts;
  const told = new Told();
  const showSeed = mountSeedField(document, (seed) => {
    store.dispatch({ type: 'settings', settings: { seed } });
    // The server refuses that of a series that has begun.
    for (const current of Object.values(told.current)) for (const root of [current?.root, current?.next]) series.seed(root);
  });
  const showSeeds = () => showSeed(store.state.settings.seed ?? '', told.current);
  for (const frame of series.heard.splice(0)) told.hear(frame);
  series.hear = (frame) => {
    told.hear(frame);
    if ('series' in frame || frame.type === 'series') showSeeds();
  };
  showSeeds();
  series.decorate = makeDecoration(told, makeCheck(document, parts, told));
  decorateShown(document, parts);
  return { told, proofs: makeProofs(parts) };
};
