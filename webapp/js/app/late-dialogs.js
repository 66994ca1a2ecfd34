// @ts-check
/** The dialogs that the first load leaves out: help and settings. */

import { openDialog } from '../views/dialogs.js';
import { withStyles } from '../views/styles.js';

/** @typedef {import('./actions.js').Parts} Parts */
/** @typedef {Parameters<typeof import('../views/settings.js').fillSettings>[1]} SettingsActions */

const loadHelp = withStyles(() => import('../views/help.js'));
const loadSettings = withStyles(() => import('../views/settings.js'));

/**
 * @param {Document} document
 * @param {Parts} parts
 * @param {SettingsActions & { notify: (text: string) => void }} actions
 */
export const makeLateDialogs = (document, { store }, actions) => {
  let isFilled = false;

  /** @returns {Promise<boolean>} whether the settings are there */
  const fill = async () => {
    const loaded = isFilled ? null : await loadSettings().catch(() => null);
    if (loaded !== null && !isFilled) {
      isFilled = true;
      store.subscribe(loaded.fillSettings(document, actions));
    }
    return isFilled;
  };
  /** @param {string} what */
  const report = (what) => actions.notify(`${what} could not be loaded. Check the connection to the server.`);

  return {
    help: async () => {
      const loaded = await loadHelp().catch(() => null);
      if (loaded === null) report('The help');
      else loaded.openHelp(document);
    },
    settings: async () => {
      if (await fill()) openDialog(document, 'settings');
      else report('The settings');
    },
    /** Loads what a lost connection would keep from being loaded. */
    prepare: async () => {
      await fill();
      await loadHelp().catch(() => {});
    },
  };
};
