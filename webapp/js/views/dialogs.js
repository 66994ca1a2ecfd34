// @ts-check
/** The buttons that open and close dialogs. */

import { find } from './dom.js';

/** Opens a dialog. @param {ParentNode} page @param {string} id */
export const openDialog = (page, id) => {
  const dialog = find(page, `#${id}`, HTMLDialogElement);
  if (!dialog.open) dialog.showModal();
};

/** Mounts the buttons. @param {ParentNode} page @param {Record<string, string>} openers by button */
export const mountDialogs = (page, openers) => {
  for (const [button, id] of Object.entries(openers)) {
    find(page, `#${button}`, HTMLButtonElement)
      .addEventListener('click', () => openDialog(page, id));
  }
  for (const dialog of page.querySelectorAll('dialog')) {
    for (const close of dialog.querySelectorAll('[data-close]')) {
      close.addEventListener('click', () => dialog.close());
    }
    // A click on the dialog element itself is outside its contents.
    dialog.addEventListener('click', ({ target }) => {
      if (target === dialog && dialog.id !== 'join') dialog.close();
    });
  }
};
