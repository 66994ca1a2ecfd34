// @ts-check
/** The members of the table, each with a button for what can be done. Loaded when there is a table. */

import { element, find, makeButton, sign, typedText } from './dom.js';

/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('../net/table-frames.js').Member} Member */

const ROLES = Object.freeze({ gm: 'GM', player: '', watcher: 'watching' });

/**
 * @typedef {object} Actions
 * @property {(members: Member[]) => Map<string, import('./badges.js').Badge>} badges
 * @property {(badge: import('./badges.js').Badge) => Element} disc
 * @property {(state: State, member: Member) => boolean} hasMenu
 * @property {(id: string) => void} openMenu
 */

/** @param {Member} member @param {Actions} actions */
const menuButton = ({ id, name }, { openMenu }) => {
  const made = makeButton('quiet round', sign('⋯', ''));
  made.dataset.member = id;
  made.setAttribute('aria-label', `${name}: more`);
  made.setAttribute('aria-haspopup', 'dialog');
  made.addEventListener('click', () => openMenu(id));
  return made;
};

/** Mounts the list. @param {ParentNode} page @param {Actions} actions */
export const mountMemberList = (page, actions) => {
  const list = find(page, '#people', HTMLElement);
  /** What is shown, as text. */
  let shown = '';

  /** @param {Member} member @param {import('./badges.js').Badge} badge @param {boolean} isYou @param {boolean} hasMenu */
  const item = (member, badge, isYou, hasMenu) => {
    const { name, role } = member;
    const made = element('li', 'person', actions.disc(badge), typedText('name', name));
    const words = [isYou && 'you', ROLES[role]].filter(Boolean).join(', ');
    if (words) made.append(' ', element('span', 'role', words));
    if (hasMenu) made.append(menuButton(member, actions));
    return made;
  };

  /** The button of a member, if the focus was on it. @param {string | undefined} id */
  const refocus = (id) => {
    for (const button of id ? list.querySelectorAll('button') : []) {
      if (button.dataset.member === id) button.focus();
    }
  };

  // The keyboard scrolls an overflowing list, too.
  const admitFocus = () => { list.tabIndex = list.scrollWidth > list.clientWidth ? 0 : -1; };
  new ResizeObserver(admitFocus).observe(list);

  /** @param {State} state */
  return (state) => {
    const { table } = state;
    const members = table === null || table.status === 'refused' ? [] : table.members;
    const menus = members.map((member) => actions.hasMenu(state, member));
    const next = JSON.stringify([members, table?.you?.id, menus]);
    if (next === shown) return;
    shown = next;
    const focused = document.activeElement;
    const id = focused instanceof HTMLElement && list.contains(focused) ? focused.dataset.member : undefined;
    const badges = actions.badges([...members]);
    list.replaceChildren(...members.flatMap((member, index) => {
      const badge = badges.get(member.id);
      return badge ? [item(member, badge, member.id === table?.you?.id, menus[index])] : [];
    }));
    refocus(id);
    admitFocus();
  };
};
