// @ts-check
/** Dialogs that the first load leaves out. */

import { element } from './dom.js';

/**
 * Makes a closed dialog like those of the page: a click beside it closes it.
 *
 * @param {Document} document
 * @param {string} id
 * @param {string} title
 * @param {...Node} children
 */
export const makeDialog = (document, id, title, ...children) => {
  const heading = element('h2', '', title);
  const dialog = element('dialog', 'made', heading, ...children);
  heading.id = `${id}-title`;
  dialog.id = id;
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.addEventListener('click', ({ target }) => { if (target === dialog) dialog.close(); });
  document.body.append(dialog);
  return dialog;
};

/** Makes the line that reports to everybody, screen readers included. */
export const statusLine = () => {
  const said = element('p', 'dialog-said');
  said.setAttribute('role', 'status');
  return said;
};

/** Makes a choice. @param {readonly (readonly [string, string])[]} options value and name of each */
export const makeSelect = (options) => element('select', '', ...options.map(([value, name]) => {
  const option = element('option', '', name);
  option.value = value;
  return option;
}));
