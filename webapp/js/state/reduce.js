// @ts-check
/** How each event changes what the page shows. Pure. */

import { messageOf, problemOf } from './model.js';
import { readOdds } from '../odds/read-odds.js';
import { connect } from './connection.js';
import { endThrow } from './animation.js';
import { reportProblem, notify } from './notices.js';
import {
  answerRow, expireRow, failRoll, practiseRow, sendRow, startRow, markLateRows,
} from './rolls.js';
import { findOpenRow, removeRow } from './rows.js';
import {
  delaySeat, join, leave, refuseSeat, setMembers, showRolled, startJoining, placeEarly,
} from './table.js';

/** @typedef {import('./model.js').Event} Event */
/** @typedef {import('./model.js').State} State */
/** @typedef {import('../net/protocol.js').Failure} Failure */
/** @typedef {import('../net/protocol.js').ServerMessage} ServerMessage */

/** @param {State} state @param {string} id @param {string} expr @returns {State} */
const askOdds = (state, id, expr) =>
  ({ ...state, odds: { ...state.odds, status: 'asking', id, expr, message: null } });

/** @param {State} state @param {string} message @returns {State} */
const failOdds = (state, message) =>
  ({ ...state, odds: { ...state.odds, status: 'failed', odds: null, message } });

/** @param {State} state @param {import('../net/protocol.js').OddsAnswer} answer @returns {State} */
const showOdds = (state, answer) => {
  if (answer.id !== state.odds.id) return { ...state, engineGone: false };
  const odds = readOdds(answer.odds);
  if (odds === null) return failOdds(state, 'The engine told no odds.');
  return { ...state, engineGone: false, odds: { ...state.odds, status: 'ready', odds } };
};

/** @param {State} state @param {Failure} failure @returns {State} */
const fail = (state, failure) => {
  const { id, code, hint, temporary } = failure;
  const message = messageOf(failure);
  if (findOpenRow(state, id)) return placeEarly(failRoll(state, failure));
  if (id === null) return reportProblem(state, problemOf(message, { hint }));
  if (id === state.odds.id) return failOdds(state, message);
  if (id === state.table?.joinId) {
    return temporary ? delaySeat(state, message) : refuseSeat(state, message);
  }
  return code === 'not_gm' || code === 'nothing_to_reveal' || code === 'table_unavailable'
    ? notify(state, message) : state;
};

/** @param {State} state @param {ServerMessage} message @returns {State} */
const receive = (state, message) => {
  switch (message.type) {
    case 'hello':
      return {
        ...state, limits: { ...state.limits, ...message.limits }, features: message.features,
      };
    case 'result':
      return placeEarly(answerRow(state, message));
    case 'error':
      return fail(state, message);
    case 'odds':
      return showOdds(state, message);
    case 'joined':
      return join(state, message);
    case 'rolled':
      return showRolled(state, message);
    case 'presence':
      return setMembers(state, message.members);
    case 'left':
      return leave(state);
    default:
      return state;
  }
};

/** @param {State} state @param {Event} event @returns {State} */
const change = (state, event) => {
  switch (event.type) {
    case 'edited':
      return { ...state, text: event.text, problem: null };
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
      return receive(state, event.message);
    case 'connection':
      return connect(state, event.phase);
    case 'joining':
      return startJoining(state, event);
    case 'left':
      return leave(state);
    case 'audience':
      return { ...state, to: event.to };
    case 'oddsAsked':
      return askOdds(state, event.id, event.expr);
    case 'presets':
      return { ...state, presets: event.presets };
    case 'settings':
      return { ...state, settings: { ...state.settings, ...event.settings } };
    case 'tab':
      return { ...state, tab: event.tab };
    case 'noticed':
      return { ...state, notice: event.text };
    case 'ticked':
      return markLateRows(state);
    default:
      return state;
  }
};

/**
 * Returns the state after an event; the same object when nothing changed.
 *
 * @param {State} state
 * @param {Event} event
 * @returns {State}
 */
export const reduce = (state, event) =>
  change(event.nowMs === undefined ? state : { ...state, nowMs: event.nowMs }, event);
