// @ts-check
/** The one request for odds: asked, answered, failed. Pure. */

import { readOddsOfAll } from '../odds/read-odds.js';

/** @typedef {import('./model.js').State} State */

/** @param {State} state @param {string} id @param {string} expr @returns {State} */
export const askOdds = (state, id, expr) =>
  ({ ...state, odds: { ...state.odds, status: 'asking', id, expr, message: null } });

/** @param {State} state @param {string} message @returns {State} */
export const failOdds = (state, message) =>
  ({ ...state, odds: { ...state.odds, status: 'failed', odds: null, message } });

/**
 * Shows the odds; an answer to an older request, or to a probe, only proves that there is an engine.
 *
 * @param {State} state @param {import('../net/protocol.js').OddsAnswer} answer @returns {State}
 */
export const showOdds = (state, answer) => {
  if (answer.id !== state.odds.id) return { ...state, engineGone: false };
  const odds = readOddsOfAll(answer.odds);
  if (odds === null) return failOdds(state, 'The engine sent no odds.');
  return { ...state, engineGone: false, odds: { ...state.odds, status: 'ready', odds } };
};
