// @ts-check
/** Who sees the next roll. */

import { find } from './dom.js';

/** @typedef {import('../net/encode.js').Audience} Audience */

/**
 * Mounts the choice, which is visible at a table.
 *
 * @param {ParentNode} page
 * @param {{ choose: (to: Audience) => void }} actions
 */
export const mountAudience = (page, actions) => {
  const select = find(page, '#to', HTMLSelectElement);
  select.addEventListener('change', () =>
    actions.choose(/** @type {Audience} */ (select.value)));

  /** @param {import('../state/model.js').State} state */
  return ({ table, to }) => {
    select.hidden = table === null;
    const watches = table?.you?.role === 'watcher';
    for (const option of select.options) option.disabled = watches && option.value !== 'self';
    if (select.value !== to) select.value = to;
  };
};
