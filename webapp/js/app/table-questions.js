// @ts-check
/** What a GM is asked before a member is removed or gets the GM's role. Loaded when there is a table. */

import { element, typedText } from '../views/dom.js';

/** @typedef {import('../net/table-frames.js').Member} Member */
/** @typedef {(question: Omit<import('../views/question.js').Question, 'report'>) => void} Ask */

/** The most characters of a reason, see `moderate` in src/docs/tables.md. */
const MAX_REASON = 80;

/** Asks for the reason of a removal. @param {Ask} ask @param {Member} member @param {import('./table-acts.js').DoAct} act */
export const askRemoval = (ask, { id, name }, act) => {
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
export const askHandOver = (ask, { id, name }, act) => ask({
  id: 'hand-over',
  title: 'Hand over your role?',
  children: [element('p', '', typedText('', name), ' becomes GM, and you a player. You cannot take the role back yourself.')],
  confirm: 'Hand over',
  grave: true,
  act: () => act('hand_on', { member: id }),
});
