// @ts-check
/** Rolls the text of the input with dice that the player enters: loaded on first use. */

import { splitLabel } from '../roll/notation.js';
import { problemOf } from '../state/problems.js';
import { mountHandDialog } from '../views/hand-dialog.js';
import { HandEntry } from './hand-entry.js';
import { PatientRequest } from './patient-request.js';
import { isOnline, precheck } from './precheck.js';

const OFFLINE = problemOf('Dice by hand need the connection to the server.');

/**
 * Opens the dialog that asks for the dice.
 *
 * @param {Document} document
 * @param {import('./page.js').Parts} parts
 */
export const rollByHand = (document, { store, requests, socket, timers }) => {
  const { state } = store;
  const { expr, label } = splitLabel(state.text.trim());
  const problem = precheck(state, expr, 0) ?? (isOnline(state) ? null : OFFLINE);
  if (problem !== null) {
    store.dispatch({ type: 'refused', problem });
    return;
  }
  const dialog = mountHandDialog(document, expr, {
    enter: (face) => entry.enter(face),
    back: () => entry.back(),
    cancel: () => entry.cancel(),
  });
  const entry = new HandEntry({
    request: new PatientRequest({ requests, socket, timers }),
    requests,
    store,
    roll: { expr, label, to: state.to },
    show: dialog.update,
    end: dialog.close,
  });
  entry.start();
};
