// @ts-check
/** Reads the answer to a request for odds. Pure. */

import { readOddsOfAll } from './read-odds.js';

/** @typedef {import('../state/model.js').OddsState} OddsState */
/** @typedef {import('./read-odds.js').OddsOfAll} OddsOfAll */
/** @typedef {Omit<OddsState, 'answer'> & { odds: OddsOfAll | null }} AnsweredOdds */

/** Reads an answer; one without odds has failed. @param {OddsState} state @returns {AnsweredOdds} */
export const readAnswer = ({ answer, ...asked }) => {
  const odds = answer === null ? null : readOddsOfAll(answer);
  if (odds !== null || asked.status !== 'ready') return { ...asked, odds };
  return { ...asked, status: 'failed', odds, message: 'The engine sent no odds.' };
};
