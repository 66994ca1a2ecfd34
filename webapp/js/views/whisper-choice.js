// @ts-check
/** The dialog that asks to whom to whisper. Loaded when there is a table. */

import { MAX_SEERS, mayWhisper, othersAt } from '../state/host.js';
import { element, makeButton, setText, typedText } from './dom.js';
import { makeDialog } from './made-dialog.js';

/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('../net/table-frames.js').Member} Member */

const NOBODY = 'Choose who sees it.';
const ALONE = 'Nobody else is at the table.';
const FULL = `At most ${MAX_SEERS} at once.`;

/**
 * Makes the dialog that asks for members; call `update` with each state.
 *
 * @param {Document} document
 * @param {{ choose: (ids: string[]) => void, end: () => void }} actions
 */
export const makeWhisperChoice = (document, { choose, end }) => {
  const list = element('ul', 'seers');
  const said = element('p', 'dialog-said');
  const cancel = makeButton('', 'Cancel');
  const done = element('button', 'brass', 'Whisper');
  const form = element('form', '', element('p', '', 'They and you see these rolls; nobody else does, GMs included.'),
    list, said, element('div', 'buttons', cancel, done));
  const dialog = makeDialog(document, 'whisper', 'Whisper to', form);
  /** @type {Set<string>} */
  let chosen = new Set();
  /** @type {readonly Member[]} */
  let shown = [];
  list.setAttribute('role', 'list');
  said.setAttribute('role', 'status');

  const boxes = () => [...list.querySelectorAll('input')];

  const limit = () => {
    const isFull = chosen.size >= MAX_SEERS;
    for (const box of boxes()) box.disabled = isFull && !box.checked;
    setText(said, shown.length === 0 ? ALONE : isFull ? FULL : '');
  };

  /** @param {Member} member @param {number} index */
  const item = ({ id, name }, index) => {
    const box = element('input');
    const label = element('label', '', typedText('', name));
    box.type = 'checkbox';
    box.id = `seer-${index}`;
    box.value = id;
    box.checked = chosen.has(id);
    label.htmlFor = box.id;
    box.addEventListener('change', () => {
      if (box.checked) chosen.add(id);
      else chosen.delete(id);
      limit();
    });
    return element('li', 'switch', box, label);
  };

  /** @param {readonly Member[]} members */
  const fill = (members) => {
    const focused = boxes().find((box) => box === document.activeElement)?.value;
    shown = members;
    chosen = new Set([...chosen].filter((id) => members.some((member) => member.id === id)));
    list.replaceChildren(...members.map(item));
    limit();
    if (focused !== undefined) (boxes().find(({ value }) => value === focused) ?? cancel).focus();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (chosen.size === 0) {
      setText(said, shown.length === 0 ? ALONE : NOBODY);
      return;
    }
    choose([...chosen]);
    dialog.close();
  });
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', end);

  return {
    /** @param {State} state @param {readonly string[]} ids chosen already */
    open: (state, ids) => {
      if (dialog.open) return;
      chosen = new Set(ids.slice(0, MAX_SEERS));
      fill(othersAt(state));
      dialog.showModal();
    },
    /** @param {State} state */
    update: (state) => {
      if (!dialog.open) return;
      const members = othersAt(state);
      if (JSON.stringify(members) !== JSON.stringify(shown)) fill(members);
      if (!mayWhisper(state)) dialog.close();
    },
  };
};
