// @ts-check
/** The line above the input: an event, and an offer to act on it. */

import { find, setText } from './dom.js';

/** @typedef {import('../state/model.js').State} State */
/** @typedef {'practise' | 'share' | 'reconnect' | 'undo' | 'none'} Offer */

/** @param {State} state @returns {{ text: string, offer: Offer, name: string }} */
const noticeOf = ({ connection, engineGone, practice, notice, table, invited, undo }) => {
  if (practice) {
    return { text: 'Practice: rolled in this browser, shared with nobody.', offer: 'practise', name: 'Stop practice' };
  }
  if (connection.phase === 'replaced') {
    return { text: 'Open in another tab.', offer: 'reconnect', name: 'Use here' };
  }
  if (connection.phase === 'closed') {
    return { text: `Closed: ${connection.reason}`, offer: 'reconnect', name: 'Connect again' };
  }
  if (engineGone) {
    return { text: 'No dice engine is available, so nothing can be rolled for now.', offer: 'practise', name: 'Practice on your own' };
  }
  if (undo !== null && undo.text === notice) return { text: notice, offer: 'undo', name: 'Undo' };
  if (table?.status === 'refused' && notice) {
    return { text: notice, offer: 'share', name: 'Open a new table' };
  }
  if (invited !== null && table === null) {
    return { text: `You are not at the table ${invited}.`, offer: 'share', name: 'Join it' };
  }
  return { text: notice, offer: 'none', name: '' };
};

/**
 * Mounts the line.
 *
 * @param {ParentNode} page
 * @param {{ accept: (offer: Offer) => void, dismiss: () => void, focus: () => void }} actions
 */
export const mountNotice = (page, actions) => {
  const line = find(page, '#notice', HTMLElement);
  const text = find(line, '#notice-text', HTMLElement);
  const action = find(line, '#notice-action', HTMLButtonElement);
  const close = find(line, '#notice-close', HTMLButtonElement);
  /** @type {Offer} */
  let offer = 'none';

  /** @param {() => void} act of a button that hides itself */
  const thenFocus = (act) => () => {
    act();
    // The focus must be somewhere.
    if (line.hidden) actions.focus();
  };
  action.addEventListener('click', thenFocus(() => actions.accept(offer)));
  close.addEventListener('click', thenFocus(actions.dismiss));

  /** @param {State} state */
  return (state) => {
    const found = noticeOf(state);
    offer = found.offer;
    line.hidden = found.text === '';
    setText(text, found.text);
    action.hidden = offer === 'none';
    setText(action, found.name);
    close.hidden = state.notice === '' || found.text !== state.notice;
  };
};
