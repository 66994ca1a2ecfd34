// @ts-check
/** One line about what has happened, and what can be done about it. */

import { find, setText } from './dom.js';

/** @typedef {import('../model.js').State} State */
/** @typedef {'practise' | 'share' | 'come-back' | 'none'} Remedy */

/** @param {State} state @returns {{ text: string, remedy: Remedy, name: string }} */
const noticeOf = ({ connection, engineGone, practice, notice, table }) => {
  if (practice) {
    return { text: 'Practice: rolled in this browser, shared with nobody.', remedy: 'practise', name: 'Stop practice' };
  }
  if (connection.phase === 'replaced') {
    return { text: 'Open in another tab.', remedy: 'come-back', name: 'Use here' };
  }
  if (connection.phase === 'closed') {
    return { text: `Closed: ${connection.reason}`, remedy: 'come-back', name: 'Connect again' };
  }
  if (engineGone) {
    return { text: 'No dice engine is there, so nothing can be rolled for now.', remedy: 'practise', name: 'Practice on your own' };
  }
  if (table?.status === 'refused' && notice) {
    return { text: notice, remedy: 'share', name: 'Open a new table' };
  }
  return { text: notice, remedy: 'none', name: '' };
};

/**
 * Mounts the line.
 *
 * @param {ParentNode} page
 * @param {{ act: (remedy: Remedy) => void, dismiss: () => void }} actions
 */
export const mountNotice = (page, actions) => {
  const line = find(page, '#notice', HTMLElement);
  const text = find(line, '#notice-text', HTMLElement);
  const action = find(line, '#notice-action', HTMLButtonElement);
  const close = find(line, '#notice-close', HTMLButtonElement);
  /** @type {Remedy} */
  let remedy = 'none';

  action.addEventListener('click', () => actions.act(remedy));
  close.addEventListener('click', actions.dismiss);

  /** @param {State} state */
  return (state) => {
    const found = noticeOf(state);
    remedy = found.remedy;
    line.hidden = found.text === '';
    setText(text, found.text);
    action.hidden = remedy === 'none';
    setText(action, found.name);
    close.hidden = state.notice === '' || found.text !== state.notice;
  };
};
