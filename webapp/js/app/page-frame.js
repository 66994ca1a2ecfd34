// @ts-check
/** Mounts what surrounds rolling: connection, table, dialogs, notices, settings. */

import { spokenTotal } from '../roll/wording.js';
import { mountFlat } from '../tray/flat.js';
import { mountAnnouncer } from '../views/announcer.js';
import { mountConnection } from '../views/connection.js';
import { drawnDice, lookOf } from '../views/dice-view.js';
import { mountDialogs, openDialog } from '../views/dialogs.js';
import { find } from '../views/dom.js';
import { mountMembers } from '../views/members.js';
import { mountNotice } from '../views/notice.js';
import { withStyles } from '../views/styles.js';
import { mountTitle } from '../views/title.js';
import { tableLink } from './link.js';
import { mountPersistence } from './persistence.js';

/** @typedef {import('./page.js').Parts} Parts */
/** @typedef {import('./page.js').Actions} Actions */
/** @typedef {ReturnType<typeof import('../views/badges.js').makeBadges>} BadgesOf */

/** The buttons that open a dialog. */
const OPENERS = Object.freeze({
  more: 'more-dialog',
  'open-fairness': 'fairness',
});

/** Its members, their rights, the invitation: nobody who is at no table needs them. */
const loadTableView = withStyles(() => import('./table-view.js'));

/** Mounts what a table needs once there is one. @param {Document} document @param {Parts} parts @param {Actions} actions @param {BadgesOf} badgesOf */
const loadWithTable = (document, parts, actions, badgesOf) => {
  let isWanted = true;

  // Tried again at the next change, such as a new connection.
  parts.store.subscribe(async ({ table, connection }) => {
    if (table === null || connection.phase !== 'open' || !isWanted) return;
    isWanted = false;
    const loaded = await loadTableView().catch(() => null);
    isWanted = loaded === null;
    loaded?.mountTableView(document, parts, actions, {
      badgesOf, drawnDice, lookOf, mountFlat, openDialog, spokenTotal, tableLink,
    });
  });
};

/**
 * @param {Document} document @param {Parts} parts @param {Actions} actions
 * @param {{ badgesOf: BadgesOf, dialogs: ReturnType<typeof import('./late-dialogs.js').makeLateDialogs>,
 *   focus: () => void, share: () => void }} given
 */
export const mountFrame = (document, parts, actions, { badgesOf, dialogs, focus, share }) => {
  const { store, storage, timers } = parts;
  const offers = {
    practise: actions.practise, reconnect: actions.reconnect, undo: actions.undo, share, none: () => {},
  };
  mountDialogs(document, OPENERS);
  find(document, '#open-help', HTMLButtonElement).addEventListener('click', () => dialogs.help());
  find(document, '#open-settings', HTMLButtonElement).addEventListener('click', () => dialogs.settings());
  store.subscribe(
    mountConnection(document),
    mountTitle(document),
    mountMembers(document, { share }),
    mountNotice(document, {
      accept: (offer) => offers[offer](),
      dismiss: () => actions.notify(''),
      focus,
    }),
    ({ settings: { theme, felt } }) => { Object.assign(document.documentElement.dataset, { theme, felt }); },
    mountAnnouncer(document, timers),
    mountPersistence(storage),
  );
  loadWithTable(document, parts, actions, badgesOf);
};
