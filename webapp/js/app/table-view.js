// @ts-check
/** What the page shows of a table: its members, rules, invitation, whispers; and a GM's acts. Loaded when there is a table. */

import { isHost, maySetWebhooks, offersFor } from '../state/host.js';
import { disc, element, typedText } from '../views/dom.js';
import { mountInvite } from '../views/invite.js';
import { mountMemberList } from '../views/member-list.js';
import { makeMemberMenu } from '../views/member-menu.js';
import { qrCode } from '../views/qr.js';
import { ask as openQuestion } from '../views/question.js';
import { makeTableDialog } from '../views/table-dialog.js';
import { mountTableMarks } from '../views/table-marks.js';
import { makeWebhooksDialog } from '../views/webhooks-dialog.js';
import { mountWhispers } from '../views/whisper-view.js';
import { makeTableActs } from './table-acts.js';
import { askForName, mountKeys } from './table-seat.js';

/** @typedef {import('./page.js').Parts} Parts */
/** @typedef {import('./page.js').Actions} Actions */
/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('../net/table-frames.js').Member} Member */
/** @typedef {(question: Omit<import('../views/question.js').Question, 'report'>) => void} Ask */
/**
 * @typedef {object} FirstLoad functions of modules of the first load; imported here, each of them would be a file of its own
 * @property {typeof import('../views/badges.js').badgesOf} badgesOf
 * @property {typeof import('../views/dialogs.js').openDialog} openDialog
 * @property {typeof import('./link.js').tableLink} tableLink
 * @property {typeof import('../state/acts.js').titleOf} titleOf
 */

/** The most characters of a reason, see `moderate` in src/docs/tables.md. */
const MAX_REASON = 80;

/** Asks for the reason of a removal. @param {Ask} ask @param {Member} member @param {import('./table-acts.js').DoAct} act */
const askRemoval = (ask, { id, name }, act) => {
  const reason = element('input');
  const label = element('label', '', 'Reason, which all see (optional)');
  const ban = element('input');
  const banned = element('label', '', 'Nobody may join from the same address any more');
  reason.id = 'remove-reason';
  reason.type = 'text';
  reason.maxLength = MAX_REASON;
  reason.autocomplete = 'off';
  label.htmlFor = reason.id;
  ban.id = 'remove-ban';
  ban.type = 'checkbox';
  banned.htmlFor = ban.id;
  ask({
    id: 'remove-member',
    title: 'Remove a member?',
    children: [
      element('p', '', typedText('', name), ' has to leave the table, and cannot come back as the same member.'),
      label, reason, element('div', 'switch', ban, banned),
    ],
    confirm: 'Remove',
    grave: true,
    act: () => act('remove', { member: id, reason: reason.value.trim(), ban: ban.checked }),
  });
};

/** Asks whether to give the own role away. @param {Ask} ask @param {Member} member @param {import('./table-acts.js').DoAct} act */
const askHandOver = (ask, { id, name }, act) => ask({
  id: 'hand-over',
  title: 'Hand over your role?',
  children: [element('p', '', typedText('', name), ' becomes GM, and you a player. You cannot take the role back yourself.')],
  confirm: 'Hand over',
  grave: true,
  act: () => act('hand_on', { member: id }),
});

/**
 * Mounts it all.
 *
 * @param {Document} document
 * @param {Parts} parts
 * @param {Actions} actions
 * @param {FirstLoad} given
 */
export const mountTableView = (document, parts, actions, { badgesOf, openDialog, tableLink, titleOf }) => {
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
    mountMemberList(document, {
      badges: badgesOf,
      disc,
      hasMenu: (state, member) => offersFor(state, member).length > 0,
      openMenu: (id) => menu.open(store.state, id),
    }),
    menu.update,
    mountTableMarks(document, { openTable: dialog.open, titleOf }),
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
