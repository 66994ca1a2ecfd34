// @ts-check
/** The button for dice by hand; what it opens is loaded on first use. */

import { find } from '../views/dom.js';
import { withStyles } from '../views/styles.js';

const loadHandRoll = withStyles(() => import('./hand-roll.js'));

/**
 * Mounts the button, which is visible if the server takes dice by hand.
 *
 * @param {Document} document
 * @param {import('./page.js').Parts} parts
 * @param {(text: string) => void} notify
 */
export const mountHand = (document, parts, notify) => {
  const button = find(document, '#by-hand', HTMLButtonElement);
  button.addEventListener('click', async () => {
    const loaded = await loadHandRoll().catch(() => null);
    if (loaded === null) notify('Dice by hand could not be loaded. Check the connection to the server.');
    else loaded.rollByHand(document, parts);
  });

  /** @param {import('../state/model.js').State} state */
  return ({ features, practice }) => { button.hidden = practice || !features.includes('by_hand'); };
};
