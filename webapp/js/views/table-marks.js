// @ts-check
/** What everybody sees of the table's rules: marks; and the GM's button. Loaded when there is a table. */

import { isHost, marksOf } from '../state/host.js';
import { element, find, makeButton } from './dom.js';

/**
 * Mounts them.
 *
 * @param {Document} document
 * @param {{ openTable: () => void }} actions
 */
export const mountTableMarks = (document, { openTable }) => {
  const share = find(document, '#share', HTMLButtonElement);
  const button = makeButton('', 'Table');
  const marks = element('ul', 'marks');
  let shown = '';
  button.id = 'open-table';
  button.setAttribute('aria-haspopup', 'dialog');
  button.addEventListener('click', openTable);
  marks.setAttribute('role', 'list');
  marks.setAttribute('aria-label', 'Rules of the table');
  share.after(button, marks);

  /** @param {import('../state/model.js').State} state */
  return (state) => {
    button.hidden = !isHost(state);
    const all = marksOf(state);
    marks.hidden = all.length === 0;
    if (shown === all.join()) return;
    shown = all.join();
    marks.replaceChildren(...all.map((mark) => element('li', 'tag', mark)));
  };
};
