// @ts-check
/** Shortcuts that work wherever the focus is; no single letters, see WCAG 2.1.4. */

import { PAD_SIDES } from './pad.js';

/**
 * @typedef {object} Actions
 * @property {() => void} focus focuses the input
 * @property {(sides: number) => void} add
 * @property {() => void} help
 * @property {() => void} skip
 */

/** @param {KeyboardEvent} event @param {Actions} actions @returns {(() => void) | null} */
const actionOf = ({ altKey, ctrlKey, metaKey, code, key, target }, actions) => {
  const typing = target instanceof HTMLInputElement;
  const digit = /^Digit([1-7])$/.exec(code)?.[1];
  if (altKey && digit) return () => actions.add(PAD_SIDES[Number(digit) - 1]);
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'k') return actions.focus;
  if (typing) return null;
  if (key === '/') return actions.focus;
  return key === '?' ? actions.help : null;
};

/** Mounts the keys. @param {Document} page @param {Actions} actions */
export const mountShortcuts = (page, actions) => {
  page.addEventListener('keydown', (event) => {
    if (page.querySelector('dialog[open]')) return;
    // Every key also ends a throw.
    actions.skip();
    const action = actionOf(event, actions);
    if (action === null) return;
    event.preventDefault();
    action();
  });
};
