// @ts-check
/** The connection, as the player notices it. Pure. */

import { announce } from './notices.js';
import { failOpenRows } from './rolls.js';

/** @typedef {import('./model.js').State} State */

/** @param {State} state the connection is back @returns {State} */
const reconnect = (state) => {
  const problem = state.problem?.invalid ? state.problem : null;
  const back = { ...state, problem, interrupted: false };
  return state.interrupted ? announce(back, 'Connected again.') : back;
};

/** @param {State} state @param {import('../net/socket.js').Phase} phase @returns {State} */
export const connect = (state, phase) => {
  const next = { ...state, connection: phase };
  switch (phase.phase) {
    case 'connecting':
      return next;
    case 'open':
      return reconnect(next);
    case 'waiting':
      // What waits for an answer goes on waiting: the next connection asks for it again.
      return state.interrupted
        ? next : announce({ ...next, interrupted: true }, 'Not connected. Reconnecting.');
    case 'replaced':
      return announce(failOpenRows({ ...next, interrupted: true }), 'Open in another tab.');
    case 'closed':
      return announce(
        failOpenRows({ ...next, interrupted: true }), `Connection closed: ${phase.reason}`);
  }
};
