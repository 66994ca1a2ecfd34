// @ts-check
/** The state of the connection: a dot and a word. */

import { find, setText } from './dom.js';

/** @typedef {import('../state/model.js').State} State */

/** @param {State} state */
const openWord = ({ engineGone, table }) => {
  if (engineGone) return table ? 'Table open · no dice engine' : 'No dice engine';
  return 'Connected';
};

/** @param {State} state */
const wordOf = (state) => {
  const { connection, nowMs } = state;
  switch (connection.phase) {
    case 'connecting':
      return 'Connecting…';
    case 'open':
      return openWord(state);
    case 'waiting': {
      const seconds = Math.ceil((connection.retryAtMs - nowMs) / 1000);
      return seconds > 0 ? `Reconnecting… (${seconds} s)` : 'Reconnecting…';
    }
    case 'replaced':
      return 'Open in another tab';
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
    const { phase } = state.connection;
    if (display.dataset.phase !== phase) display.dataset.phase = phase;
    display.toggleAttribute('data-no-engine', state.engineGone);
    document.documentElement.classList.toggle('offline', state.interrupted);
    setText(word, wordOf(state));
  };
};
