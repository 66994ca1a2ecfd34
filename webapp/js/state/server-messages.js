// @ts-check
/** The state after each message of the server. Pure. */

import { followAct, takeKeys } from './acts.js';
import { placeOfError } from './error-places.js';
import { notify, reportProblem } from './notices.js';
import { failOdds, showOdds } from './odds-request.js';
import { messageOf, problemOf } from './problems.js';
import { answerRow, failRoll } from './rolls.js';
import { findOpenRow } from './rows.js';
import {
  delaySeat, join, leave, placeEarly, refuseSeat, setMembers, showRemoval, showRolled,
} from './table.js';

/** @typedef {import('../net/protocol.js').ServerMessage} ServerMessage */
/** @typedef {import('./model.js').State} State */

/** @param {State} state @param {import('../net/protocol.js').Failure} failure @returns {State} */
const fail = (state, failure) => {
  const { id, code, hint, temporary } = failure;
  const message = messageOf(failure);
  if (findOpenRow(state, id)) return placeEarly(failRoll(state, failure));
  if (id === null) return reportProblem(state, problemOf(message, { hint }));
  if (id === state.odds.id) return failOdds(state, message);
  if (id === state.table?.joinId) {
    return temporary ? delaySeat(state, message) : refuseSeat(state, message, code);
  }
  return placeOfError(failure) === 'notice' ? notify(state, message) : state;
};

/** @param {State} state */
const unchanged = (state) => state;

/**
 * A handler for each message type; the type checker reports a missing one.
 *
 * @type {{ readonly [Type in ServerMessage['type']]:
 *   (state: State, message: Extract<ServerMessage, { type: Type }>) => State }}
 */
export const HANDLERS = Object.freeze({
  hello: (state, { limits, features }) =>
    ({ ...state, limits: { ...state.limits, ...limits }, features }),
  result: (state, message) => placeEarly(answerRow(state, message)),
  odds: showOdds,
  error: fail,
  joined: join,
  rolled: showRolled,
  presence: (state, { members }) => setMembers(state, members),
  left: leave,
  // A pong matters to the socket alone, as every message does.
  pong: unchanged,
  // The answers of the resumed session follow as messages of their own.
  resumed: unchanged,
  // See `app/series.js`.
  series: unchanged,
  // Whoever asked has it, see `requests.js`.
  proof: unchanged,
  // The table sends the revealed roll to all, this page included.
  revealed: unchanged,
  history: unchanged,
  acted: followAct,
  removed: showRemoval,
  // The act itself is sent to all.
  moderated: takeKeys,
});

/** @param {State} state @param {ServerMessage} message @returns {State} */
export const applyMessage = (state, message) => {
  const handle = /** @type {(state: State, message: ServerMessage) => State} */ (
    HANDLERS[message.type]);
  return handle(state, message);
};
