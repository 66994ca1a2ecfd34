// @ts-check
/** Rolls with dice that the player enters: loaded on first use. */

import { mountHandDialog } from '../views/hand-dialog.js';
import { HandEntry } from './hand-entry.js';
import { PatientRequest } from './patient-request.js';

/**
 * Opens the dialog that asks for the dice.
 *
 * @param {Document} document
 * @param {import('./page.js').Parts} parts
 * @param {import('./hand-entry.js').Roll} roll
 * @param {import('./hand-entry.js').Page} page
 */
export const rollByHand = (document, { store, requests, socket, timers }, roll, page) => {
  const dialog = mountHandDialog(document, roll.expr, {
    enter: (face) => entry.enter(face),
    back: () => entry.back(),
    cancel: () => entry.cancel(),
  });
  const entry = new HandEntry({
    request: new PatientRequest({ requests, socket, timers }),
    requests,
    store,
    page,
    roll,
    show: dialog.update,
    end: dialog.close,
  });
  entry.start();
};
