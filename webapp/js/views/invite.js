// @ts-check
/** The invitation to the table: its name, links, and a QR code. Loaded when there is a table. */

import { element, find, setText } from './dom.js';

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

/** Mounts the dialog. @param {ParentNode} page @param {Actions} actions */
export const mountInvite = (page, actions) => {
  const dialog = find(page, '#invite', HTMLDialogElement);
  const name = find(dialog, '#invite-name', HTMLElement);
  const code = find(dialog, '#invite-code', HTMLElement);
  const role = find(dialog, '#invite-role', HTMLSelectElement);
  const link = find(dialog, '#invite-link', HTMLInputElement);
  const said = find(dialog, '#invite-said', HTMLElement);
  const copy = find(dialog, '#invite-copy', HTMLButtonElement);
  const none = element('p', 'no-links', NONE);
  /** @type {State['table']} */
  let shown = null;

  code.before(none);

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
  find(dialog, '#invite-leave', HTMLButtonElement).addEventListener('click', () => {
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
    for (const each of [code, role, link, copy, ...dialog.querySelectorAll('label')]) each.hidden = known.length === 0;
    showLink();
  };
};
