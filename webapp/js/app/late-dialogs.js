// @ts-check
/** The dialogs that the first load leaves out: help and settings. */

import { Late } from '../lib/late.js';
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
  const help = new Late(loadHelp, ({ openHelp }) => () => openHelp(document));
  const settings = new Late(loadSettings, ({ fillSettings }) => {
    store.subscribe(fillSettings(document, actions));
    return () => openDialog(document, 'settings');
  });

  /** @param {Late<any, () => void>} dialog @param {string} name */
  const open = async (dialog, name) => {
    const show = await dialog.get();
    if (show === null) actions.notify(`${name} could not be loaded. Check the connection to the server.`);
    else show();
  };

  return {
    help: () => open(help, 'The help'),
    settings: () => open(settings, 'The settings'),
    /** Loads what a lost connection would keep from being loaded. */
    prepare: async () => {
      await settings.get();
      await help.get();
    },
  };
};
