// @ts-check
/** The connection as the player sees it. Pure. */

import { announce } from './notices.js';
import { failOpenRows } from './rolls.js';

/** @typedef {import('./model.js').State} State */

/** @param {State} state @returns {State} */
const reconnected = (state) => {
  const problem = state.problem?.invalid ? state.problem : null;
  const restored = { ...state, problem, interrupted: false };
  return state.interrupted ? announce(restored, 'Connected again.') : restored;
};

/** @param {State} state @param {import('../net/socket.js').Phase} phase @returns {State} */
export const connect = (state, phase) => {
  const next = { ...state, connection: phase };
  switch (phase.phase) {
    case 'connecting':
      return next;
    case 'open':
      return reconnected(next);
    case 'waiting':
      // Pending rolls stay pending: the next connection sends them again.
      return state.interrupted
        ? next : announce({ ...next, interrupted: true }, 'Not connected. Reconnecting.');
    case 'replaced':
      return announce(failOpenRows({ ...next, interrupted: true }), 'Open in another tab.');
    case 'closed':
      return announce(
        failOpenRows({ ...next, interrupted: true }), `Connection closed: ${phase.reason}`);
  }
};
