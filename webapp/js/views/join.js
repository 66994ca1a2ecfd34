// @ts-check
/** The dialog that asks for the player's name. */

import { find, setText } from './dom.js';

/**
 * Mounts the dialog.
 *
 * @param {ParentNode} page
 * @param {{ join: (name: string) => void }} actions
 * @returns {(table: string) => void} opens it
 */
export const mountJoin = (page, { join }) => {
  const dialog = find(page, '#join', HTMLDialogElement);
  const form = find(dialog, 'form', HTMLFormElement);
  const name = find(dialog, '#join-name', HTMLInputElement);
  const table = find(dialog, '#join-table', HTMLElement);

  form.addEventListener('submit', (event) => {
    if (name.value.trim() === '') {
      event.preventDefault();
      return;
    }
    join(name.value.trim());
  });

  return (tableName) => {
    setText(table, tableName);
    if (!dialog.open) dialog.showModal();
    name.focus();
  };
};
