// @ts-check
/** The invitation to the table: its name, links, and a QR code. */

import { element, find, setText } from './dom.js';

/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('../net/table-frames.js').Role} Role */

/** @type {Record<Role, string>} */
const ROLES = { player: 'players', gm: 'another GM', watcher: 'watchers' };

/** @type {readonly Role[]} */
const ORDER = ['player', 'gm', 'watcher'];

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
  /** @type {State['table']} */
  let shown = null;

  const showLink = async () => {
    if (shown === null) return;
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
    const known = ORDER.filter((each) => table.keys[each]);
    role.replaceChildren(...known.map((each) => {
      const option = element('option', '', ROLES[each]);
      option.value = each;
      return option;
    }));
    showLink();
  };
};
