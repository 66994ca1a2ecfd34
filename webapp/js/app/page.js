// @ts-check
/**
 * Mounts all views and gives each its actions. To add a view: write `views/NAME.js` with a mount
 * function that returns its update, put its elements into `index.html`, and mount it here or in
 * `page-frame.js`.
 */

import { makeSounds } from '../lib/sound.js';
import { mountAudience } from '../views/audience.js';
import { mountComposer } from '../views/composer.js';
import { openDialog } from '../views/dialogs.js';
import { find } from '../views/dom.js';
import { mountFairness } from '../views/fairness.js';
import { mountJoin } from '../views/join.js';
import { mountLog } from '../views/log.js';
import { mountOdds } from '../views/odds.js';
import { mountPad } from '../views/pad.js';
import { mountPresets } from '../views/presets.js';
import { mountResultView } from '../views/result-view.js';
import { mountShortcuts } from '../views/shortcuts.js';
import { mountTabs } from '../views/tabs.js';
import { makeActions } from './actions.js';
import { mountBrowsing } from './browsing.js';
import { mountHand } from './hand.js';
import { mountFrame } from './page-frame.js';
import { loadTypedTexts } from './persistence.js';

/** @typedef {import('./actions.js').Parts} Parts */
/** @typedef {import('./link.js').TableAddress} TableAddress */
/** @typedef {ReturnType<typeof makeActions>} Actions */

/** The tray and the input, which the keyboard reaches from anywhere. @param {Document} document @param {Parts} parts @param {Actions} actions */
const mountRolling = (document, parts, actions) => {
  const { store, storage } = parts;
  const sounds = makeSounds(globalThis);
  const result = mountResultView(document, {
    endThrow: (key) => store.dispatch({ type: 'throwEnded', key }),
    roll: actions.rollText,
    report: actions.notify,
    prefer: (tier) => actions.change({ tier }),
    clatter: () => { if (store.state.settings.sound) sounds.clatter(); },
  });
  const composer = mountComposer(document, {
    edit: actions.write,
    roll: () => actions.rollInput(),
    rollPrivately: actions.rollPrivately,
    complete: actions.complete,
    skip: result.skip,
    typed: () => loadTypedTexts(storage),
  });
  mountShortcuts(document, {
    focus: composer.focus,
    add: actions.addDie,
    help: () => openDialog(document, 'help'),
    skip: result.skip,
  });
  store.subscribe(
    composer.update,
    result.update,
    mountAudience(document, { choose: (to) => store.dispatch({ type: 'audience', to }) }),
    mountPad(document, { add: actions.addDie, edit: actions.edit, extend: actions.extend }),
    mountHand(document, parts),
    mountPresets(document, {
      roll: actions.rollPreset, save: actions.savePreset, remove: actions.deletePreset,
    }),
  );
  return composer;
};

/** The log and the odds. @param {Document} document @param {Parts} parts @param {Actions} actions @param {() => void} focus */
const mountPanel = (document, parts, actions, focus) => {
  const { store, roller, membership, series } = parts;
  find(document, '#export-log', HTMLButtonElement).addEventListener('click', actions.exportLog);
  find(document, '#saved-rolls', HTMLButtonElement).addEventListener('click', actions.sharePresets);
  store.subscribe(
    mountLog(document, {
      again: (row) => roller.again(row),
      retry: (row) => {
        roller.retry(row);
        focus();
      },
      cancel: (row) => roller.cancel(row),
      copy: actions.copyRow,
      instead: actions.rollInstead,
      odds: ({ expr }) => actions.showOdds(expr),
      decorate: (row, node) => series.decorate(row, node),
      reveal: ({ seq }) => { if (seq !== null) membership.reveal(seq); },
    }, mountBrowsing(document, parts, actions.notify)),
    mountOdds(find(document, '#odds', HTMLElement), { ask: actions.showOdds }),
    mountTabs(document, { choose: actions.chooseTab }),
    mountFairness(find(document, '#fairness', HTMLDialogElement)),
  );
};

/**
 * Mounts the page.
 *
 * @param {Document} document
 * @param {Parts} parts
 */
export const mountPage = (document, parts) => {
  const { store, membership } = parts;
  const actions = makeActions(document, parts);
  const composer = mountRolling(document, parts, actions);
  mountPanel(document, parts, actions, composer.focus);
  mountFrame(document, parts, actions);

  /** Joins the table of an invitation link, after asking for a missing name. @param {TableAddress} address */
  const arrive = (address) => {
    if (store.state.settings.name !== '') {
      membership.join(address);
      return;
    }
    mountJoin(document, {
      join: (name) => {
        actions.change({ name });
        membership.join(address);
      },
    })(address.table);
  };

  const { prepare, offerPresets, tellAct } = actions;
  parts.series.mount(document, parts);
  return { arrive, start: composer.start, prepare, offerPresets, tellAct };
};
