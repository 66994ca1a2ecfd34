// @ts-check
/** From the answer until the dice are at rest, when the outcome is shown. Pure. */

import { isByHand } from '../roll/outcome.js';
import { spokenOutcome, spokenRoll } from '../roll/wording.js';
import { announce } from './notices.js';
import { replaceRow } from './rows.js';

/** @typedef {import('./model.js').Row} Row */
/** @typedef {import('./model.js').State} State */

/** @param {State} state @param {Row} row @returns {State} */
const announceOthers = (state, { by, outcome }) => {
  const said = outcome === null ? 'a hidden roll' : spokenOutcome(outcome);
  const total = isByHand(outcome) ? `${said}, by hand` : said;
  const entries = [{ name: by?.name ?? '', total }];
  return { ...state, others: { serial: state.others.serial + 1, entries } };
};

/** @param {State} state @param {Row} row @returns {State} */
const announceRow = (state, row) => {
  if (!row.mine) return announceOthers(state, row);
  const what = row.label || row.expr;
  return announce(state, row.outcome === null
    ? `${what}: rolled, for the GM to see.` : spokenRoll(what, row.outcome));
};

/** @param {State} state @param {Row} row @returns {State} */
const endAnimation = (state, row) => {
  const still = { ...row, animating: false };
  return announceRow(replaceRow(state, still), still);
};

/** The dice of a row are at rest. @param {State} state @param {string} key @returns {State} */
export const endThrow = (state, key) => {
  const row = state.rows.find((other) => other.key === key && other.animating);
  return row === undefined ? state : endAnimation(state, row);
};

/**
 * Starts the throw of a row in the log; a throw still in motion ends.
 *
 * @param {State} state
 * @param {Row} row
 * @returns {State}
 */
export const startThrow = (state, row) => {
  const cleared = state.rows.filter(({ animating }) => animating).reduce(endAnimation, state);
  const diceThrow = { serial: state.diceThrow.serial + 1, key: row.key };
  const inAir = replaceRow({ ...cleared, diceThrow }, { ...row, animating: true });
  return state.settings.reveal === 'at-once' ? endThrow(inAir, row.key) : inAir;
};
