// @ts-check
/**
 * Mounts all views and gives each its actions. To add a view: write `views/NAME.js` with a mount
 * function that returns its update, put its elements into `index.html`, and mount it here or in
 * `page-frame.js`.
 */

import { mountSounds } from './sounds.js';
import { mountComposer } from '../views/composer.js';
import { makeBadges } from '../views/badges.js';
import { find } from '../views/dom.js';
import { loadExplanations } from '../views/explanation.js';
import { mountFairness } from '../views/fairness.js';
import { mountLog } from '../views/log.js';
import { mountPad } from '../views/pad.js';
import { mountPresets } from '../views/presets.js';
import { mountResultView } from '../views/result-view.js';
import { mountShortcuts } from '../views/shortcuts.js';
import { mountTabs } from '../views/tabs.js';
import { makeActions } from './actions.js';
import { mountArrival } from './arrival.js';
import { mountBrowsing } from './browsing.js';
import { mountHand } from './hand.js';
import { mountFrame } from './page-frame.js';
import { makeLateDialogs } from './late-dialogs.js';
import { mountOddsTab } from './odds-tab.js';
import { loadTypedTexts } from './persistence.js';

/** @typedef {import('./actions.js').Parts} Parts */
/** @typedef {ReturnType<typeof makeActions>} Actions */

/** How long the device vibrates when the dice land. */
const LANDING_MS = 25;

/**
 * The tray and the input, which the keyboard reaches from anywhere.
 *
 * @param {Document} document @param {Parts} parts @param {Actions} actions @param {() => void} help
 */
const mountRolling = (document, parts, actions, help) => {
  const { store, storage } = parts;
  const sounds = mountSounds();
  const result = mountResultView(document, {
    endThrow: (key) => store.dispatch({ type: 'throwEnded', key }),
    roll: (text) => {
      actions.rollText(text);
      // The examples are hidden now, and the focus must be somewhere.
      composer.focus();
    },
    report: actions.notify,
    prefer: (tier) => actions.change({ tier }),
    clatter: (theme) => sounds.clatter(store.state, theme),
    land: () => { if (store.state.settings.haptics) navigator.vibrate?.(LANDING_MS); },
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
    help,
    skip: result.skip,
  });
  store.subscribe(
    sounds.update,
    composer.update,
    result.update,
    mountPad(document, { add: actions.addDie, edit: actions.edit, extend: actions.extend }),
    mountHand(document, parts),
    mountPresets(document, {
      roll: actions.rollPreset, save: actions.savePreset, remove: actions.deletePreset,
    }),
  );
  return { composer, explain: result.explain };
};

/**
 * The log and the odds.
 *
 * @param {Document} document @param {Parts} parts @param {Actions} actions @param {() => void} focus
 * @param {ReturnType<typeof makeBadges>} badgesOf
 */
const mountPanel = (document, parts, actions, focus, badgesOf) => {
  const { store, roller, membership, series } = parts;
  const fairness = mountFairness(find(document, '#fairness', HTMLDialogElement));
  const odds = mountOddsTab(find(document, '#odds', HTMLElement), {
    ask: actions.showOdds, learn: fairness.learn, report: actions.notify,
  });
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
    }, mountBrowsing(document, parts, actions.notify), badgesOf),
    odds.update,
    mountTabs(document, { choose: actions.chooseTab }),
    fairness.update,
  );
  return odds.load;
};

/**
 * Mounts the page.
 *
 * @param {Document} document
 * @param {Parts} parts
 */
export const mountPage = (document, parts) => {
  const actions = makeActions(document, parts);
  const dialogs = makeLateDialogs(document, parts, actions);
  const { composer, explain } = mountRolling(document, parts, actions, dialogs.help);
  const badgesOf = makeBadges();
  const loadOdds = mountPanel(document, parts, actions, composer.focus, badgesOf);
  const { arrive, follow, share } = mountArrival(document, parts, actions);
  mountFrame(document, parts, actions, { badgesOf, dialogs, focus: composer.focus, share });

  const { offerPresets, tellAct } = actions;
  /** Loads what a lost connection would keep from being loaded; one after the other, since nobody waits for it. */
  const prepare = async () => {
    await loadExplanations();
    explain();
    // Shown in the rows as well.
    parts.store.dispatch({ type: 'ticked' });
    await actions.prepare();
    await dialogs.prepare();
    await loadOdds();
  };
  parts.series.mount(document, parts);
  return { arrive, follow, start: composer.start, prepare, offerPresets, tellAct };
};
