// @ts-check
/** The dialog that asks for the player's name. */

import { plainText } from '../lib/plain-text.js';
import { find, setText } from './dom.js';

/**
 * @typedef {object} NameQuestion
 * @property {string} title
 * @property {string} table may be empty
 * @property {string} confirm the button's name
 * @property {(name: string) => void} confirmed
 * @property {() => void} cancelled
 */

/**
 * Mounts the dialog.
 *
 * @param {ParentNode} page
 * @returns {(question: NameQuestion) => void} opens it
 */
export const mountJoin = (page) => {
  const dialog = find(page, '#join', HTMLDialogElement);
  const form = find(dialog, 'form', HTMLFormElement);
  const name = find(dialog, '#join-name', HTMLInputElement);
  /** @type {NameQuestion | null} until it is answered */
  let open = null;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const asked = open;
    const typed = plainText(name.value);
    if (typed === '') {
      name.setCustomValidity('Type a name.');
      name.reportValidity();
      return;
    }
    open = null;
    // Before what follows, which may open another dialog: that one gives the focus back to the page.
    dialog.close();
    asked?.confirmed(typed);
  });
  name.addEventListener('input', () => name.setCustomValidity(''));
  dialog.addEventListener('close', () => {
    // The event comes late: the next question may be open.
    if (dialog.open) return;
    open?.cancelled();
    open = null;
  });

  return (question) => {
    open = question;
    setText(find(dialog, 'h2', HTMLElement), question.title);
    setText(find(dialog, '#join-table', HTMLElement), question.table);
    setText(find(dialog, 'button', HTMLElement), question.confirm);
    if (!dialog.open) dialog.showModal();
    name.focus();
  };
};
