// @ts-check
/** The members of the table. */

import { badgesOf } from './badges.js';
import { disc, element, find, setText, typedText } from './dom.js';

/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('../net/table-frames.js').Member} Member */

const ROLES = Object.freeze({ gm: 'GM', player: '', watcher: 'watching' });

/** @param {Member} person @param {import('./badges.js').Badge} badge @param {boolean} isYou */
const item = ({ name, role }, badge, isYou) => {
  const made = element('li', 'person', disc(badge), typedText('name', name));
  const words = [isYou && 'you', ROLES[role]].filter(Boolean).join(', ');
  if (words) made.append(' ', element('span', 'role', words));
  return made;
};

/**
 * Mounts the list of members, and the button that shares the table.
 *
 * @param {ParentNode} page
 * @param {{ share: () => void }} actions
 */
export const mountMembers = (page, actions) => {
  const list = find(page, '#people', HTMLElement);
  const alone = find(page, '#alone', HTMLElement);
  const name = find(page, '#table-name', HTMLElement);
  const share = find(page, '#share', HTMLButtonElement);
  /** @type {readonly Member[] | null} */
  let shown = null;

  share.addEventListener('click', actions.share);

  // The keyboard scrolls an overflowing list, too.
  const admitFocus = () => { list.tabIndex = list.scrollWidth > list.clientWidth ? 0 : -1; };
  new ResizeObserver(admitFocus).observe(list);

  /** @param {State} state */
  return ({ table, features }) => {
    const members = table?.members ?? [];
    name.hidden = table === null;
    setText(name, table?.name ?? '');
    alone.hidden = members.length > 1;
    share.hidden = features.length > 0 && !features.includes('tables');
    setText(share, table === null ? 'Share this table' : 'Invite others');
    if (members === shown) return;
    shown = members;
    const badges = badgesOf([...members]);
    list.replaceChildren(...members.flatMap((member) => {
      const badge = badges.get(member.id);
      return badge ? [item(member, badge, member.id === table?.you?.id)] : [];
    }));
    admitFocus();
  };
};
