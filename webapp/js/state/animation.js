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

/** Whether a roll is thrown on the tray: the player's own; on a stream and for a watcher, who have none, every one. @param {State} state @param {Row} row */
const isOnTray = ({ table, isStream }, { mine }) => mine || isStream || table?.you?.role === 'watcher';

/**
 * Starts the throw of a row in the log: on the tray, or on the rail beside it. A throw still in motion there ends.
 *
 * @param {State} state
 * @param {Row} row
 * @returns {State}
 */
export const startThrow = (state, row) => {
  const onTray = isOnTray(state, row);
  const cleared = state.rows
    .filter((other) => other.animating && isOnTray(state, other) === onTray && (onTray || other.by?.id === row.by?.id))
    .reduce(endAnimation, state);
  const place = onTray ? 'diceThrow' : 'railThrow';
  const thrown = { serial: state[place].serial + 1, key: row.key };
  const inAir = replaceRow({ ...cleared, [place]: thrown }, { ...row, animating: true });
  // A watcher sees it in both places.
  const railThrow = onTray && !row.mine ? { serial: state.railThrow.serial + 1, key: row.key } : inAir.railThrow;
  const started = { ...inAir, railThrow };
  return state.settings.reveal === 'at-once' ? endThrow(started, row.key) : started;
};
