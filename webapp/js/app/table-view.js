// @ts-check
/** What the page shows of a table: its members, rules, invitation, whispers; and a GM's acts. Loaded when there is a table. */

import { isHost, maySetWebhooks, offersFor } from '../state/host.js';
import { mountAudience } from '../views/audience.js';
import { disc, element } from '../views/dom.js';
import { mountInvite } from '../views/invite.js';
import { mountMemberList } from '../views/member-list.js';
import { mountRail } from '../views/rail.js';
import { makeMemberMenu } from '../views/member-menu.js';
import { qrCode } from '../views/qr.js';
import { ask as openQuestion } from '../views/question.js';
import { makeTableDialog } from '../views/table-dialog.js';
import { mountTableMarks } from '../views/table-marks.js';
import { makeWebhooksDialog } from '../views/webhooks-dialog.js';
import { mountWhispers } from '../views/whisper-view.js';
import { makeTableActs } from './table-acts.js';
import { askHandOver, askRemoval } from './table-questions.js';
import { askForName, mountKeys } from './table-seat.js';

/** @typedef {import('./page.js').Parts} Parts */
/** @typedef {import('./page.js').Actions} Actions */
/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('./table-questions.js').Ask} Ask */
/**
 * @typedef {object} FirstLoad functions of modules of the first load; imported here, each of them would be a file of its own
 * @property {ReturnType<typeof import('../views/badges.js').makeBadges>} badgesOf
 * @property {typeof import('../tray/flat.js').mountFlat} mountFlat
 * @property {typeof import('../views/dice-view.js').drawnDice} drawnDice
 * @property {typeof import('../views/dice-view.js').lookOf} lookOf
 * @property {typeof import('../roll/wording.js').spokenTotal} spokenTotal
 * @property {typeof import('../views/dialogs.js').openDialog} openDialog
 * @property {typeof import('./link.js').tableLink} tableLink
 */

/** Mounts the last rolls of the others. @param {Document} document @param {Parts} parts @param {FirstLoad} given */
const mountOthersDice = (document, { store, timers }, { badgesOf, mountFlat, drawnDice, lookOf, spokenTotal }) => mountRail(document, {
  mountFlat,
  badgesOf,
  disc,
  endThrow: (key) => store.dispatch({ type: 'throwEnded', key }),
  nowMs: timers.nowMs,
  read: { drawnDice, spokenTotal, lookOf: (row) => lookOf(row, store.state.settings) },
});

/**
 * Mounts it all.
 *
 * @param {Document} document
 * @param {Parts} parts
 * @param {Actions} actions
 * @param {FirstLoad} given
 */
export const mountTableView = (document, parts, actions, given) => {
  const { badgesOf, openDialog, tableLink } = given;
  const { store, root } = parts;
  const act = makeTableActs(parts);
  const report = actions.notify;
  /** @type {Ask} */
  const ask = (question) => openQuestion(document, { ...question, report });
  const whispers = mountWhispers(document, {
    state: () => store.state,
    choose: (to) => store.dispatch({ type: 'audience', to }),
    notify: actions.notify,
  });
  const menu = makeMemberMenu(document, {
    offers: offersFor,
    report,
    take: (member, offer) => {
      if (offer !== 'whisper' && offer !== 'remove' && offer !== 'hand_on') {
        return act('role', { member: member.id, role: offer });
      }
      menu.close();
      if (offer === 'whisper') whispers.open([member.id]);
      else (offer === 'remove' ? askRemoval : askHandOver)(ask, member, act);
      return '';
    },
  });
  const webhooks = makeWebhooksDialog(document, { act, report, copy: actions.copy });
  const dialog = makeTableDialog(document, {
    act,
    report,
    openWebhooks: webhooks.open,
    clear: () => ask({
      id: 'clear-log',
      title: 'Clear the log?',
      children: [element('p', '', 'All rolls of this table are discarded, for everybody. They cannot be brought back.')],
      confirm: 'Clear the log',
      grave: true,
      act: async () => {
        const problem = await act('clear');
        if (problem === '') dialog.say('The log is empty.');
        return problem;
      },
    }),
    renew: () => ask({
      id: 'renew-links',
      title: 'Renew the links?',
      children: [element('p', '', 'The old links stop working. Members who are at the table stay, but only you get the new links.')],
      confirm: 'Renew the links',
      grave: true,
      act: async () => {
        const problem = await act('renew_keys');
        if (problem === '') {
          dialog.close();
          openDialog(document, 'invite');
        }
        return problem;
      },
    }),
  });

  store.subscribe(
    mountKeys(parts),
    mountAudience(document, { choose: (to) => store.dispatch({ type: 'audience', to }) }),
    mountMemberList(document, {
      badges: badgesOf,
      disc,
      hasMenu: (state, member) => offersFor(state, member).length > 0,
      openMenu: (id) => menu.open(store.state, id),
    }),
    menu.update,
    mountOthersDice(document, parts, given),
    mountTableMarks(document, { openTable: dialog.open }),
    (state) => dialog.update(state, isHost(state), maySetWebhooks(state)),
    (state) => webhooks.update(state, maySetWebhooks(state)),
    whispers.update,
    mountInvite(document, {
      link: (table, key) => tableLink(root, table, key),
      copy: actions.copy,
      code: qrCode,
      leave: actions.leaveTable,
    }),
    askForName(document, parts, actions),
  );
};
