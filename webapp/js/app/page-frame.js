// @ts-check
/** Mounts what surrounds rolling: connection, table, dialogs, notices, settings. */

import { titleOf } from '../state/acts.js';
import { mountAnnouncer } from '../views/announcer.js';
import { badgesOf } from '../views/badges.js';
import { mountConnection } from '../views/connection.js';
import { mountDialogs, openDialog } from '../views/dialogs.js';
import { mountMembers } from '../views/members.js';
import { mountNotice } from '../views/notice.js';
import { mountSettings } from '../views/settings.js';
import { withStyles } from '../views/styles.js';
import { tableLink } from './link.js';
import { mountPersistence } from './persistence.js';

/** @typedef {import('./page.js').Parts} Parts */
/** @typedef {import('./page.js').Actions} Actions */

/** The buttons that open a dialog. */
const OPENERS = Object.freeze({
  'open-help': 'help',
  'open-settings': 'settings',
  more: 'more-dialog',
  'open-fairness': 'fairness',
});

/** Its members, their rights, the invitation: nobody who is at no table needs them. */
const loadTableView = withStyles(() => import('./table-view.js'));

/** Mounts what a table needs once there is one. @param {Document} document @param {Parts} parts @param {Actions} actions */
const loadWithTable = (document, parts, actions) => {
  let isWanted = true;

  // Tried again at the next change, such as a new connection.
  parts.store.subscribe(async ({ table, connection }) => {
    if (table === null || connection.phase !== 'open' || !isWanted) return;
    isWanted = false;
    const loaded = await loadTableView().catch(() => null);
    isWanted = loaded === null;
    loaded?.mountTableView(document, parts, actions, { badgesOf, openDialog, tableLink, titleOf });
  });
};

/** @param {Document} document @param {Parts} parts @param {Actions} actions */
export const mountFrame = (document, parts, actions) => {
  const { store, storage, timers } = parts;
  const share = () => {
    actions.openTable();
    openDialog(document, 'invite');
  };
  const offers = {
    practise: actions.practise, reconnect: actions.reconnect, share, none: () => {},
  };
  mountDialogs(document, OPENERS);
  store.subscribe(
    mountConnection(document),
    mountMembers(document, { share }),
    mountNotice(document, {
      accept: (offer) => offers[offer](),
      dismiss: () => actions.notify(''),
    }),
    mountSettings(document, { change: actions.change, practise: actions.practise }),
    mountAnnouncer(document, timers),
    mountPersistence(storage),
  );
  loadWithTable(document, parts, actions);
};
