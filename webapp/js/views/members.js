// @ts-check
/** The table's name, and the button that shares it. Its members are loaded later, see `member-list.js`. */

import { titleOf } from '../state/acts.js';
import { find, setText } from './dom.js';

/**
 * Mounts the name and the button.
 *
 * @param {ParentNode} page
 * @param {{ share: () => void }} actions
 */
export const mountMembers = (page, actions) => {
  const alone = find(page, '#alone', HTMLElement);
  const name = find(page, '#table-name', HTMLElement);
  const share = find(page, '#share', HTMLButtonElement);

  share.addEventListener('click', actions.share);

  /** @param {import('../state/model.js').State} state */
  return ({ table, features }) => {
    name.hidden = table === null;
    setText(name, table === null ? '' : titleOf(table));
    alone.hidden = (table?.members ?? []).length > 1;
    share.hidden = features.length > 0 && !features.includes('tables');
    setText(share, table === null || table.status === 'refused' ? 'Share this table' : 'Invite others');
  };
};
