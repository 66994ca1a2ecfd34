// @ts-check
/** Whispers: the option of the audience, and the line that names those who are chosen. Loaded when there is a table. */

import { listed, mayWhisper, whisperOf } from '../state/host.js';
import { element, find, makeButton, typedText } from './dom.js';
import { makeWhisperChoice } from './whisper-choice.js';

/** @typedef {import('../state/model.js').State} State */

/** The most names that are remembered of members who left. */
const MAX_NAMES = 200;

/**
 * Mounts the option, the dialog, and the line under the input.
 *
 * @param {Document} document
 * @param {object} actions
 * @param {() => State} actions.state
 * @param {(to: import('../net/encode.js').Recipients) => void} actions.choose
 * @param {(text: string) => void} actions.notify
 */
export const mountWhispers = (document, { state: read, choose, notify }) => {
  const select = find(document, '#to', HTMLSelectElement);
  const option = element('option', '', 'Whisper to…');
  const names = element('p', 'whisper-names');
  const change = makeButton('quiet', 'Change');
  const line = element('div', 'whisper-line', names, change);
  /** @type {Map<string, string>} by id */
  const known = new Map();
  let away = '';
  option.value = 'whisper';
  names.setAttribute('role', 'status');
  change.setAttribute('aria-label', 'Change the whisper');
  find(document, '#composer .line', HTMLElement).after(line);

  const choice = makeWhisperChoice(document, {
    choose,
    // The select shows what is chosen, also if that has not changed.
    end: () => {
      choose(read().to);
      select.focus();
    },
  });

  /** @param {readonly string[]} more */
  const open = (more = []) => {
    const { to } = read();
    choice.open(read(), [...new Set([...(typeof to === 'string' ? [] : to), ...more])]);
  };
  select.addEventListener('change', () => { if (select.value === 'whisper') open(); });
  change.addEventListener('click', () => open());

  /** @param {State} state */
  const remember = ({ table }) => {
    for (const { id, name } of table?.members ?? []) {
      known.delete(id);
      known.set(id, name);
    }
    for (const id of known.keys()) if (known.size > MAX_NAMES) known.delete(id);
  };

  /** @type {State['table']} */
  let table = null;

  /** @param {State} state */
  const update = (state) => {
    if (state.table !== table) remember(state);
    table = state.table;
    if (mayWhisper(state) !== option.isConnected) {
      if (option.isConnected) option.remove();
      else select.append(option);
      // The option may be the one that was chosen.
      if (typeof state.to !== 'string') select.value = option.value;
    }
    choice.update(state);
    const whisper = whisperOf(state, known);
    line.hidden = whisper === null || state.practice;
    const gone = whisper === null ? '' : listed(whisper.away);
    const text = whisper === null || whisper.there.length === 0 ? 'nobody' : listed(whisper.there);
    if (line.dataset.names !== `${text}\n${gone}`) {
      line.dataset.names = `${text}\n${gone}`;
      names.replaceChildren('Whisper to ', typedText('', text),
        ...(gone ? ['; not here: ', typedText('', gone)] : []));
    }
    const left = gone !== '' && gone !== away;
    away = gone;
    if (left) notify(`${gone} left the table and will not see what you whisper.`);
  };

  return { open, update };
};
