// @ts-check
/** A dialog that asks before something is done. Loaded later. */

import { element, makeButton, setText } from './dom.js';
import { makeDialog } from './made-dialog.js';

/**
 * @typedef {object} Question
 * @property {string} id of the dialog
 * @property {string} title
 * @property {readonly Node[]} children what is asked, and fields
 * @property {string} confirm the button's name
 * @property {boolean} [grave] whether it cannot be undone
 * @property {() => Promise<string> | string} act returns what went wrong; empty if it is done
 * @property {(problem: string) => void} report called if the dialog was closed before that was known
 */

/** Opens the dialog, which is removed when it closes. @param {Document} document @param {Question} question */
export const ask = (document, { id, title, children, confirm, grave = false, act, report }) => {
  // One at a time.
  if (document.getElementById(id)) return;
  const failure = element('p', 'failure');
  const cancel = makeButton('', 'Cancel');
  const done = element('button', grave ? 'grave' : 'brass', confirm);
  const form = element('form', '', ...children, failure, element('div', 'buttons', cancel, done));
  const dialog = makeDialog(document, id, title, form);
  failure.setAttribute('role', 'alert');
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (done.disabled) return;
    done.disabled = true;
    setText(failure, '');
    const problem = await act();
    done.disabled = false;
    if (problem === '') dialog.close();
    else if (!dialog.open) report(problem);
    else {
      setText(failure, problem);
      done.focus();
    }
  });
  dialog.showModal();
  // A held or doubled Enter must not confirm.
  if (grave && !dialog.querySelector('input')) cancel.focus();
};
