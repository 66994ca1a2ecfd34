// @ts-check
/** Mounts what surrounds rolling: connection, members, dialogs, notices, settings. */

import { mountAnnouncer } from '../views/announcer.js';
import { mountConnection } from '../views/connection.js';
import { mountDialogs, openDialog } from '../views/dialogs.js';
import { mountInvite } from '../views/invite.js';
import { mountMembers } from '../views/members.js';
import { mountNotice } from '../views/notice.js';
import { qrCode } from '../views/qr.js';
import { mountSettings } from '../views/settings.js';
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

/** @param {Document} document @param {Parts} parts @param {Actions} actions */
export const mountFrame = (document, { store, storage, timers, root }, actions) => {
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
    mountInvite(document, {
      link: (table, key) => tableLink(root, table, key),
      copy: actions.copy,
      code: qrCode,
      leave: actions.leaveTable,
    }),
    mountNotice(document, {
      accept: (offer) => offers[offer](),
      dismiss: () => actions.notify(''),
    }),
    mountSettings(document, { change: actions.change, practise: actions.practise }),
    mountAnnouncer(document, timers),
    mountPersistence(storage),
  );
};
