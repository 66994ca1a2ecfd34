// @ts-check
/** The invitation to the table: its name, links, and a QR code. Loaded when there is a table. */

import { element, find, makeButton, setText } from './dom.js';

/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('../net/table-frames.js').Role} Role */

/** @type {Record<Role, string>} */
const ROLES = { player: 'players', gm: 'another GM', watcher: 'watchers' };

/** @type {readonly Role[]} */
const ORDER = ['player', 'gm', 'watcher'];

const NONE = 'You have no links: a GM has renewed them. You can stay, and come back to this page; ask that GM for a new link to invite others.';

/**
 * @typedef {object} Actions
 * @property {(table: string, key: string | undefined) => string} link
 * @property {(text: string) => Promise<boolean>} copy
 * @property {(text: string) => Promise<Element>} code
 * @property {() => void} leave
 */

/** @param {string} text @param {HTMLElement} field */
const labelOf = (text, field) => {
  const label = element('label', '', text);
  label.htmlFor = field.id;
  return label;
};

/** Makes what is in the dialog: to copy the link comes first, its code for cameras second. */
const makeParts = () => {
  const parts = {
    name: element('p', 'aloud'), role: element('select'), link: element('input'), copy: makeButton('brass', 'Copy link'),
    said: element('p'), code: element('div'), leave: makeButton('quiet', 'Leave the table'), close: makeButton('', 'Close'),
  };
  for (const [id, part] of Object.entries(parts)) part.id = `invite-${id}`;
  parts.link.type = 'text';
  parts.link.readOnly = true;
  parts.said.setAttribute('role', 'status');
  return { ...parts, labels: [labelOf('The link is for', parts.role), labelOf('Link', parts.link)] };
};

/** Mounts the dialog. @param {ParentNode} page @param {Actions} actions */
export const mountInvite = (page, actions) => {
  const dialog = find(page, '#invite', HTMLDialogElement);
  const { name, role, link, copy, said, code, labels, leave, close } = makeParts();
  const none = element('p', 'no-links', NONE);
  /** @type {State['table']} */
  let shown = null;

  dialog.append(name, none, labels[0], role, labels[1], link, copy, said, code, element('div', 'buttons', leave, close));
  close.addEventListener('click', () => dialog.close());

  const showLink = async () => {
    if (shown === null || role.value === '') return;
    const text = actions.link(shown.name, shown.keys[/** @type {Role} */ (role.value)]);
    setText(said, '');
    if (link.value === text) return;
    link.value = text;
    code.replaceChildren(await actions.code(text));
  };

  copy.addEventListener('click', async () => {
    const copied = await actions.copy(link.value);
    if (!copied) link.select();
    setText(said, copied ? 'Copied.' : 'Copy it from the field, please.');
  });
  role.addEventListener('change', showLink);
  leave.addEventListener('click', () => {
    dialog.close();
    actions.leave();
  });

  /** @param {State} state */
  return ({ table }) => {
    if (table?.status !== 'at' || (table.keys === shown?.keys && table.name === shown?.name)) return;
    shown = table;
    setText(name, table.name);
    link.value = '';
    setText(said, '');
    const known = ORDER.filter((each) => table.keys[each]);
    role.replaceChildren(...known.map((each) => {
      const option = element('option', '', ROLES[each]);
      option.value = each;
      return option;
    }));
    none.hidden = known.length > 0;
    for (const each of [code, role, link, copy, ...labels]) each.hidden = known.length === 0;
    showLink();
  };
};
