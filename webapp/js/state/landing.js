// @ts-check
/** From the answer to the dice at rest, when the outcome is told. Pure. */

import { spokenRoll, spokenTotal } from '../dice.js';
import { announce } from './notices.js';
import { replaceRow } from './rows.js';

/** @typedef {import('../model.js').Row} Row */
/** @typedef {import('../model.js').State} State */

/** @param {State} state @param {Row} row @returns {State} */
const tellOthers = (state, { by, outcome }) => {
  const total = outcome === null ? 'a hidden roll' : spokenTotal(outcome);
  const entries = [{ name: by?.name ?? '', total }];
  return { ...state, others: { serial: state.others.serial + 1, entries } };
};

/** @param {State} state @param {Row} row @returns {State} */
const tell = (state, row) => {
  if (!row.mine) return tellOthers(state, row);
  const what = row.label || row.expr;
  return announce(state, row.outcome === null
    ? `${what}: rolled, for the GM to see.` : spokenRoll(what, row.outcome));
};

/** @param {State} state @param {Row} row @returns {State} */
const land = (state, row) => {
  const landed = { ...row, landing: false };
  return tell(replaceRow(state, landed), landed);
};

/** The dice of a row have come to rest. @param {State} state @param {string} key @returns {State} */
export const landRow = (state, key) => {
  const row = state.rows.find((other) => other.key === key && other.landing);
  return row === undefined ? state : land(state, row);
};

/**
 * Throws the dice of a row that is in the log; those in the air are taken to have landed.
 *
 * @param {State} state
 * @param {Row} row
 * @returns {State}
 */
export const castRow = (state, row) => {
  const cleared = state.rows.filter(({ landing }) => landing).reduce(land, state);
  const cast = { serial: state.cast.serial + 1, key: row.key };
  const inAir = replaceRow({ ...cleared, cast }, { ...row, landing: true });
  return state.settings.reveal === 'at-once' ? landRow(inAir, row.key) : inAir;
};
