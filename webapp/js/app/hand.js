// @ts-check
/** The button for dice by hand; what it opens is loaded on first use. */

import { encodeRoll } from '../net/encode.js';
import { splitLabel } from '../roll/notation.js';
import { messageOf, problemOf } from '../state/problems.js';
import { recipientsNow } from '../state/whisper.js';
import { find } from '../views/dom.js';
import { withStyles } from '../views/styles.js';
import { isOnline, precheck } from './precheck.js';

const loadHandRoll = withStyles(() => import('./hand-roll.js'));

const OFFLINE = problemOf('Dice by hand need a connection.');
const UNLOADED = problemOf('Dice by hand could not be loaded.');

/**
 * Mounts the button, which is visible if the server takes dice by hand.
 *
 * @param {Document} document
 * @param {import('./page.js').Parts} parts
 */
export const mountHand = (document, parts) => {
  const { store } = parts;
  const button = find(document, '#by-hand', HTMLButtonElement);

  /** @param {import('../state/problems.js').Problem} problem */
  const refuse = (problem) => store.dispatch({ type: 'refused', problem });

  button.addEventListener('click', async () => {
    const { state } = store;
    const { expr, label } = splitLabel(state.text.trim());
    const to = recipientsNow(state);
    const problem = precheck(state, { expr, label, to }, 0) ?? (isOnline(state) ? null : OFFLINE);
    const loaded = problem === null ? await loadHandRoll().catch(() => null) : null;
    if (loaded === null) {
      refuse(problem ?? UNLOADED);
      return;
    }
    // Given to it, since a module of the first load that it imports would be a file of its own.
    loaded.rollByHand(document, parts, { expr, label, to }, {
      encode: encodeRoll,
      refuse: (failure) => {
        const { pos, len, hint } = failure;
        refuse(problemOf(messageOf(failure), { invalid: true, pos, len, hint }));
      },
    });
  });

  /** @param {import('../state/model.js').State} state */
  return ({ features, practice }) => { button.hidden = practice || !features.includes('by_hand'); };
};
