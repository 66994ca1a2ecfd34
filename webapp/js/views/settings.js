// @ts-check
/** The settings dialog. */

import { find } from './dom.js';

/** @typedef {import('../state/model.js').Settings} Settings */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** @param {string} name @param {string} value */
const read = (name, value) => {
  if (name === 'sound') return value === 'true';
  if (name === 'colour') return value || null;
  return name === 'name' ? value.trim() : value;
};

/**
 * Mounts the dialog, and applies the theme to the page.
 *
 * @param {ParentNode} page
 * @param {object} actions
 * @param {(change: Partial<Settings>) => void} actions.change
 * @param {() => void} actions.practise
 */
export const mountSettings = (page, actions) => {
  const dialog = find(page, '#settings', HTMLDialogElement);
  const practice = find(dialog, '#practice', HTMLButtonElement);
  /** @type {Field[]} */
  const fields = [...dialog.querySelectorAll('[data-setting]')]
    .map((field) => /** @type {Field} */ (field));

  for (const field of fields) {
    const name = field.dataset.setting ?? '';
    field.addEventListener('change', () => actions.change({ [name]: read(name, field.value) }));
  }
  practice.addEventListener('click', actions.practise);

  /** @param {import('../state/model.js').State} state */
  return (state) => {
    const settings = /** @type {Record<string, unknown>} */ (state.settings);
    for (const field of fields) {
      const value = String(settings[field.dataset.setting ?? ''] ?? '');
      if (field !== document.activeElement && field.value !== value) field.value = value;
    }
    practice.setAttribute('aria-pressed', String(state.practice));
    document.documentElement.dataset.theme = state.settings.theme;
  };
};
