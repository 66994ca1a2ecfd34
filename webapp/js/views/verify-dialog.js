// @ts-check
/** The dialog that tells whether a roll is proven. Loaded later. */

import { element, makeButton, sign, typedText } from './dom.js';
import { makeDialog } from './made-dialog.js';
import { numbersOf, SIGNS } from './verify-result.js';

/** @typedef {import('../verify/roll.js').Finding} Finding */

const HOW = 'Save the log as JSON to check all of its rolls at once, also with a program that is not ours: ';

/** @param {Document} document @param {{ root: string, stop: () => void }} page */
export const makeVerifyDialog = (document, { root, stop }) => {
  const what = element('p', 'verify-what');
  const said = element('p', 'verify-said');
  const details = element('details', '', element('summary', '', 'The numbers'));
  const close = makeButton('brass', 'Close');
  const link = element('a', '', 'check a saved log');
  link.href = new URL('verify/', root).href;
  link.target = '_blank';
  const dialog = makeDialog(document, 'verify', 'Verify a roll', what, said, details,
    element('p', 'verify-how', HOW, link, '.'), element('div', 'buttons', close));
  said.setAttribute('role', 'status');
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    // The event comes later, when the dialog may be open again.
    if (!dialog.open) stop();
  });

  /** @param {string} kind @param {string} text */
  const say = (kind, text) => {
    said.dataset.kind = kind;
    said.replaceChildren(...(kind in SIGNS ? [sign(SIGNS[/** @type {Finding['kind']} */ (kind)], 'verify-sign'), ' '] : []), text);
  };

  return {
    get isOpen() {
      return dialog.open;
    },

    /** @param {string} expr of the roll @param {string} result */
    open: (expr, result) => {
      what.replaceChildren(element('code', '', typedText('', expr)), ' ', result);
      say('', 'Asking for the proof…');
      details.hidden = true;
      details.open = false;
      if (!dialog.open) dialog.showModal();
    },

    /** @param {string} text why there is no proof */
    fail: (text) => say('none', text),

    /** @param {Finding} finding */
    show: ({ kind, text, numbers }) => {
      say(kind, text);
      details.hidden = numbers === null;
      if (numbers === null) return;
      details.replaceChildren(...[...details.children].slice(0, 1), numbersOf(numbers));
    },
  };
};
