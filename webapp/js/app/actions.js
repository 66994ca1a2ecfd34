// @ts-check
/** The player's actions, which the views call. */

import { plainText } from '../lib/plain-text.js';
import { randomInt } from '../lib/random.js';
import { splitLabel } from '../roll/notation.js';
import { makeLogActions } from './log-actions.js';
import { makeRollActions } from './roll-actions.js';

/** @typedef {import('../state/model.js').Tab} Tab */
/** @typedef {import('../state/settings.js').Settings} Settings */

/**
 * @typedef {object} Parts
 * @property {import('../state/store.js').Store} store
 * @property {import('../net/requests.js').Requests} requests
 * @property {import('./roller.js').Roller} roller
 * @property {import('./table-membership.js').TableMembership} membership
 * @property {import('../net/socket.js').ReconnectingSocket} socket
 * @property {import('../lib/storage.js').Storage} storage
 * @property {import('../lib/timers.js').Timers} timers
 * @property {import('./series.js').Series} series
 * @property {string} root the directory of the page's files
 * @property {(table: string, key: string | undefined) => void} showAddress puts the table's invitation link into the
 *   address bar
 */

/** The settings that others at a table see. */
const SEEN = ['name', 'colour', 'dice'];

/** The words of names: few visits open a table. */
const loadSlugs = () => import('../lib/slug.js');

/** @returns {Promise<string>} a name for a new table; a plain one if the words cannot be loaded */
const newName = async () => {
  const loaded = await loadSlugs().catch(() => null);
  return loaded === null ? `table-${randomInt(2 ** 31)}` : loaded.makeSlug(randomInt);
};

/** @param {Parts} parts */
const makeTableActions = ({ store, membership, root }) => ({
  /** Opens a table, unless the player is at one. The player has a name. */
  openTable: async () => {
    const isFree = () => store.state.table === null || store.state.table.status === 'refused';
    const name = isFree() ? await newName() : null;
    // Another click may have opened a table meanwhile.
    if (name === null || !isFree()) return;
    membership.join({ table: name, key: null });
  },

  leaveTable: () => {
    membership.leave();
    history.replaceState(null, '', root);
  },

  /** Changes settings; the table sees a new name, colour or theme of dice. @param {Partial<Settings>} changed @returns {string} what is wrong with them; empty if they are changed */
  change: (changed) => {
    const settings = changed.name === undefined ? changed : { ...changed, name: plainText(changed.name) };
    if (settings.name === '' && store.state.table !== null) return 'At a table you need a name: yours stays as it was.';
    store.dispatch({ type: 'settings', settings });
    if (SEEN.some((name) => name in settings)) membership.rejoin();
    return '';
  },
});

/** @param {Parts} parts */
const makePageActions = ({ store, roller, socket }) => ({
  practise: () => store.dispatch({ type: 'practice', on: !store.state.practice }),
  reconnect: () => socket.start(),

  /** @param {string} expr */
  showOdds: (expr) => {
    store.dispatch({ type: 'tab', tab: 'odds' });
    roller.askOdds(expr);
  },

  /** Shows a tab; the first visit of the odds asks for those of the input. @param {Tab} tab */
  chooseTab: (tab) => {
    store.dispatch({ type: 'tab', tab });
    const { expr } = splitLabel(store.state.text.trim());
    if (tab === 'odds' && expr !== '' && store.state.odds.status === 'none') roller.askOdds(expr);
  },
});

/** Makes the actions. @param {Document} document @param {Parts} parts */
export const makeActions = (document, parts) => {
  const { prepare, ...logActions } = makeLogActions(document, parts);
  return {
    ...makeRollActions(parts),
    ...logActions,
    ...makeTableActions(parts),
    ...makePageActions(parts),

    /** Loads what a lost connection would keep from being loaded. */
    prepare: async () => {
      await prepare();
      await loadSlugs().catch(() => {});
    },
  };
};

/** @typedef {ReturnType<typeof makeActions>} Actions */
