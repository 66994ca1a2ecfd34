// @ts-check
/** The reducer: the state after each event. Pure. */

import { connect } from './connection.js';
import { endThrow } from './animation.js';
import { askOdds } from './odds-request.js';
import { notify, reportProblem } from './notices.js';
import { applyMessage } from './server-messages.js';
import { expireRow, markLateRows, practiseRow, sendRow, startRow } from './rolls.js';
import { removeRow } from './rows.js';
import { leave, placeEarly, placeRoll, startJoining } from './table.js';

/** @typedef {import('./events.js').Event} Event */
/** @typedef {import('./model.js').State} State */

/** Replaces the saved rolls, and offers the former ones if there is a text for that. @param {State} state @param {{ presets: State['presets'], undoText?: string }} event */
const changePresets = (state, { presets, undoText = '' }) => {
  const changed = { ...state, presets, undo: undoText ? { text: undoText, presets: state.presets } : null };
  return undoText ? notify(changed, undoText) : changed;
};

/** @param {State} state @param {Event} event @returns {State} */
const apply = (state, event) => {
  switch (event.type) {
    case 'edited':
      return { ...state, text: event.text, spent: false, extended: event.extended ?? '', problem: null };
    case 'rolled':
    case 'queued':
      return startRow(state, event);
    case 'sent':
      return sendRow(state, event.id);
    case 'cancelled':
      return placeEarly(removeRow(state, event.key));
    case 'practised':
      return practiseRow(state, event);
    case 'practice':
      return { ...state, practice: event.on };
    case 'refused':
      return reportProblem(state, event.problem);
    case 'expired':
      return placeEarly(expireRow(state, event.id));
    case 'throwEnded':
      return endThrow(state, event.key);
    case 'received':
      return applyMessage(state, event.message);
    case 'connection':
      return connect(state, event.phase);
    case 'joining':
      return startJoining(state, event);
    case 'invited':
      return { ...state, invited: event.table };
    case 'left':
      return leave(state);
    case 'browsed':
      return { ...state, browsing: event.browsing };
    case 'older':
      return event.rolls.reduce(placeRoll, state);
    case 'audience':
      return { ...state, to: event.to };
    case 'oddsAsked':
      return askOdds(state, event.id, event.expr);
    case 'presets':
      return changePresets(state, event);
    case 'settings':
      return { ...state, settings: { ...state.settings, ...event.settings } };
    case 'tab':
      return { ...state, tab: event.tab };
    case 'noticed':
      return { ...state, notice: event.text };
    case 'ticked':
      return markLateRows(state);
  }
};

/**
 * Returns the state after an event; the same object if nothing changed.
 *
 * @param {State} state
 * @param {Event} event
 * @returns {State}
 */
export const reduce = (state, event) =>
  apply(event.nowMs === undefined ? state : { ...state, nowMs: event.nowMs }, event);
