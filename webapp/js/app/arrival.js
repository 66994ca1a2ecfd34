// @ts-check
/** From a table's link to a seat, and from the Share button to a new table: asks for a name where there is none. */

import { openDialog } from '../views/dialogs.js';
import { mountJoin } from '../views/join.js';
import { readAddress } from './link.js';

/** @typedef {import('./page.js').Parts} Parts */
/** @typedef {import('./actions.js').Actions} Actions */
/** @typedef {import('./link.js').TableAddress} TableAddress */

/** The name of a browser that only shows a table on a stream, where nobody could type one. */
const STREAM_NAME = 'Stream';

/**
 * Mounts it.
 *
 * @param {Document} document
 * @param {Parts} parts
 * @param {Pick<Actions, 'change' | 'openTable'>} actions
 */
export const mountArrival = (document, { store, membership, root }, actions) => {
  const askName = mountJoin(document);
  /** The table of a link that was opened, while the player has no seat there. @type {TableAddress | null} */
  let invited = null;

  /** @param {TableAddress} address */
  const join = (address) => {
    invited = null;
    store.dispatch({ type: 'invited', table: null });
    membership.join(address);
  };

  /** Asks for a name, unless the player has one. @param {{ title: string, table: string, confirm: string }} question @param {() => void} then @param {() => void} cancelled */
  const named = (question, then, cancelled) => {
    if (store.state.settings.name !== '') then();
    else {
      askName({
        ...question,
        confirmed: (name) => {
          actions.change({ name });
          then();
        },
        cancelled,
      });
    }
  };

  /** Joins the table of a link. @param {TableAddress} address */
  const ask = (address) => {
    invited = address;
    named({ title: 'Join the table', table: address.table, confirm: 'Join' }, () => join(address),
      // The link stays in the address bar: without this line, nobody would know that it was not followed.
      () => store.dispatch({ type: 'invited', table: address.table }));
  };

  /** Arrives at the table of the page's address. @param {TableAddress} address @param {boolean} isStream */
  const arrive = (address, isStream) => {
    if (isStream) membership.join(address, STREAM_NAME);
    else ask(address);
  };

  /** Follows another link to the same table, pasted into the address bar; another table's is a new page. */
  const follow = () => {
    const address = readAddress(root, document.location.href);
    if (!address?.key) return;
    if (store.state.table?.name === address.table) membership.join(address);
    else if (invited?.table === address.table) ask(address);
  };

  /** Shares the table: the one of the link that was opened, or else a new one, unless the player is at one. */
  const share = () => {
    const { table } = store.state;
    if (table !== null && table.status !== 'refused') openDialog(document, 'invite');
    else if (invited !== null) ask(invited);
    else {
      named({ title: 'Share this table', table: '', confirm: 'Share' }, () => {
        actions.openTable();
        openDialog(document, 'invite');
      }, () => {});
    }
  };

  return { arrive, follow, share };
};
