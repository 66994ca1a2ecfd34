// @ts-check
/** Who sees the next roll. Loaded when there is a table. The module that lets players whisper adds an option, see `whisper-view.js`. */

import { element, find } from './dom.js';

/** @typedef {import('../net/encode.js').Audience} Audience */

/** @type {readonly (readonly [Audience, string])[]} */
const AUDIENCES = [['all', 'Everyone'], ['gm', 'Me and GM'], ['blind', 'GM alone'], ['self', 'Me alone']];

/**
 * Mounts the choice, which is visible at a table.
 *
 * @param {ParentNode} page
 * @param {{ choose: (to: Audience) => void }} actions
 */
export const mountAudience = (page, actions) => {
  const select = find(page, '#to', HTMLSelectElement);
  // Before the option for whispers.
  select.prepend(...AUDIENCES.map(([value, name]) => {
    const option = element('option', '', name);
    option.value = value;
    return option;
  }));
  select.addEventListener('change', () => {
    if (select.value !== 'whisper') actions.choose(/** @type {Audience} */ (select.value));
  });

  /** @param {import('../state/model.js').State} state */
  return ({ table, to }) => {
    select.hidden = table === null;
    const watches = table?.you?.role === 'watcher';
    for (const option of select.options) option.disabled = watches && option.value !== 'self';
    const chosen = typeof to === 'string' ? to : 'whisper';
    if (select.value !== chosen) select.value = chosen;
  };
};
