// @ts-check
/** Asks the server for proofs. Loaded later. */

import { PatientRequest } from './patient-request.js';

/** @typedef {import('../verify/received.js').Roll} Roll */
/** @typedef {{ proof: unknown } | { problem: string }} ProofAnswer */

const OFFLINE = 'The proof can be asked for when the page is connected again.';
const NO_ANSWER = 'The server did not answer. Try again.';
const NONE = 'The server has no proof of this roll any more. It keeps those of the last 16 series of a connection.';

/** @param {string} id @param {Roll} roll with a number */
const encodeProof = (id, { seq, place }) =>
  JSON.stringify({ type: 'proof', id, ...(seq === null ? place : { seq }) });

/**
 * @param {Pick<import('./actions.js').Parts, 'store' | 'requests' | 'socket' | 'timers'>} parts
 */
export const makeProofs = ({ store, ...parts }) => {
  const request = new PatientRequest(parts);
  return {
    /** One at a time. @param {Roll} roll with a number @returns {Promise<ProofAnswer>} */
    ask: async (roll) => {
      if (store.state.connection.phase !== 'open') return { problem: OFFLINE };
      const answer = await request.ask((id) => encodeProof(id, roll));
      if (answer?.type === 'proof') return { proof: answer.proof };
      if (answer?.type !== 'error') return { problem: NO_ANSWER };
      return { problem: answer.code === 'no_proof' ? NONE : answer.message };
    },
    stop: () => request.abandon(),
  };
};
