// @ts-check
/** The state of the connection, as a dot and a word. */

import { find, setText } from './dom.js';

/** @typedef {import('../model.js').State} State */

/** @param {State} state */
const wordOf = ({ connection, nowMs }) => {
  switch (connection.phase) {
    case 'connecting':
      return 'Connecting…';
    case 'open':
      return 'Connected';
    case 'waiting': {
      const seconds = Math.ceil((connection.retryAtMs - nowMs) / 1000);
      return seconds > 0 ? `Reconnecting in ${seconds} s…` : 'Reconnecting…';
    }
    case 'closed':
      return `Closed: ${connection.reason}`;
  }
};

/** Mounts the display. @param {ParentNode} page */
export const mountConnection = (page) => {
  const display = find(page, '#connection', HTMLElement);
  const word = find(display, '.word', HTMLElement);

  /** @param {State} state */
  return (state) => {
    if (display.dataset.phase !== state.connection.phase) {
      display.dataset.phase = state.connection.phase;
    }
    setText(word, wordOf(state));
  };
};
