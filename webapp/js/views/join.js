// @ts-check
/** The dialog that asks for the player's name. */

import { find, setText } from './dom.js';

/**
 * @typedef {object} NameQuestion
 * @property {string} title
 * @property {string} table may be empty
 * @property {string} confirm the button's name
 * @property {(name: string) => boolean} confirmed returns whether the name can be used
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
    const asked = open;
    open = null;
    if (asked?.confirmed(name.value)) return;
    open = asked;
    event.preventDefault();
  });
  dialog.addEventListener('close', () => {
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
