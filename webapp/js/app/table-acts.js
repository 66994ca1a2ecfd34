// @ts-check
/** Does acts of a GM, and says in words why one was not done. Loaded later. */

import { encodeAct } from '../net/encode-act.js';
import { PatientRequest } from './patient-request.js';

/** @typedef {import('../net/encode-act.js').Act} Act */
/** @typedef {import('../net/encode-act.js').ActFields} ActFields */
/** @typedef {import('../net/table-frames.js').Moderated} Moderated */
/**
 * @typedef {(act: Act, fields?: ActFields, onDone?: (answer: Moderated) => void) => Promise<string>} DoAct
 *   resolves to what went wrong; empty if it is done
 */

const OFFLINE = 'Not connected: nothing was changed. Try again when the page is connected.';
const NO_ANSWER = 'The server did not answer. Look whether it was done, and try again.';

/** Other words than the server's, for somebody who does not read the protocol. @type {ReadonlyMap<string, string>} */
const WORDS = new Map([
  ['no_member', 'This member is not at the table any more.'],
  ['not_gm', 'You are not a GM of this table any more.'],
  ['no_table', 'You are not at a table any more.'],
  ['rate_limited', 'Too many changes at once. Try again in a moment.'],
]);

/**
 * @param {Pick<import('./actions.js').Parts, 'store' | 'requests' | 'socket' | 'timers'>} parts
 * @returns {DoAct}
 */
export const makeTableActs = ({ store, ...parts }) => async (act, fields = {}, onDone = () => {}) => {
  if (store.state.connection.phase !== 'open') return OFFLINE;
  const answer = await new PatientRequest(parts).ask((id) => encodeAct(id, act, fields));
  if (answer?.type === 'moderated') {
    // New keys are in the answer alone.
    store.dispatch({ type: 'received', message: answer });
    onDone(answer);
    return '';
  }
  return answer?.type === 'error' ? WORDS.get(answer.code) ?? answer.message : NO_ANSWER;
};
