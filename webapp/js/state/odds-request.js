// @ts-check
/** The one request for odds: asked, answered, failed. Pure. */

/** @typedef {import('./model.js').State} State */

/** @param {State} state @param {string} id @param {string} expr @returns {State} */
export const askOdds = (state, id, expr) =>
  ({ ...state, odds: { ...state.odds, status: 'asking', id, expr, message: null } });

/** @param {State} state @param {string} message @returns {State} */
export const failOdds = (state, message) =>
  ({ ...state, odds: { ...state.odds, status: 'failed', answer: null, message } });

/**
 * Shows the odds, which the tab reads; an answer to an older request, or to a probe, only proves that there is
 * an engine.
 *
 * @param {State} state @param {import('../net/protocol.js').OddsAnswer} answer @returns {State}
 */
export const showOdds = (state, answer) => {
  if (answer.id !== state.odds.id) return { ...state, engineGone: false };
  return { ...state, engineGone: false, odds: { ...state.odds, status: 'ready', answer: answer.odds } };
};
