// @ts-check
/** The dialog that asks for the dice of a roll, one after the other. */

import { element, makeButton, setText, typedText } from './dom.js';

/** @typedef {import('../app/hand-entry.js').Face} Face */
/** @typedef {import('../app/hand-entry.js').Progress} Progress */
/** @typedef {import('../app/hand-entry.js').Wanted} Wanted */
/**
 * @typedef {object} Actions
 * @property {(face: Face) => void} enter
 * @property {() => void} back takes the last face back
 * @property {() => void} cancel called when the dialog closes
 */

const NO_NUMBER = 'Type the number that the die shows.';

/** @param {Wanted} wanted */
const question = ({ die, number, of, again }) =>
  [die, of > 1 ? `${number} of ${of}` : '', again ? 'rolled once more' : ''].filter(Boolean).join(', ');

/** Makes the parts of the dialog. @param {string} expr */
const makeParts = (expr) => {
  const title = element('h2', '', 'Dice by hand');
  const label = element('label', 'hand-die', 'One moment…');
  const input = element('input');
  const said = element('p', 'hand-said');
  const faces = element('div', 'chips');
  const problem = element('p', 'failure');
  const back = makeButton('quiet', 'Back');
  const cancel = makeButton('', 'Cancel');
  const enter = element('button', 'brass', 'Enter');
  const form = element('form', '', title, element('p', '', element('code', '', typedText('', expr))),
    said, label, input, faces, problem, element('div', 'buttons', back, cancel, enter));
  title.id = 'hand-title';
  input.id = 'hand-face';
  input.autocomplete = 'off';
  input.inputMode = 'numeric';
  label.htmlFor = input.id;
  said.setAttribute('role', 'status');
  faces.setAttribute('role', 'group');
  faces.setAttribute('aria-label', 'What the die shows');
  problem.setAttribute('role', 'alert');
  return { form, label, input, said, faces, problem, back, cancel, enter };
};

/** Opens a dialog, which is removed when it closes. @param {Document} document @param {HTMLElement} content */
const open = (document, content) => {
  const dialog = element('dialog', 'hand', content);
  dialog.setAttribute('aria-labelledby', 'hand-title');
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  return dialog;
};

/**
 * Mounts the dialog, and opens it.
 *
 * @param {Document} document
 * @param {string} expr
 * @param {Actions} actions
 */
export const mountHandDialog = (document, expr, actions) => {
  const { form, label, input, said, faces, problem, back, cancel, enter } = makeParts(expr);
  const dialog = open(document, form);

  /** @param {Wanted} wanted */
  const ask = (wanted) => {
    const symbols = wanted.faces.some((face) => typeof face === 'string');
    setText(label, question(wanted));
    input.hidden = symbols;
    enter.hidden = symbols;
    input.value = '';
    faces.replaceChildren(...wanted.faces.map((face) => {
      const button = makeButton('', typedText('', String(face)));
      button.addEventListener('click', () => actions.enter(face));
      return button;
    }));
    const first = faces.querySelector('button');
    (symbols && first ? first : input).focus();
  };

  /** @type {Wanted | null} */
  let asked = null;

  /** @param {Progress} progress */
  const update = (progress) => {
    if (progress.wanted !== null && progress.wanted !== asked) ask(progress.wanted);
    asked = progress.wanted;
    setText(said, progress.faces.length === 0 ? 'Enter what your dice show.'
      : `Entered: ${progress.faces.join(', ')}`);
    setText(problem, progress.problem);
    if (progress.problem !== '') input.select();
    back.disabled = progress.faces.length === 0;
    dialog.setAttribute('aria-busy', String(progress.busy));
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = input.value.trim();
    if (/^[-+]?\d{1,10}$/.test(typed)) actions.enter(Number(typed));
    else setText(problem, NO_NUMBER);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Backspace' || input.value !== '') return;
    event.preventDefault();
    actions.back();
  });
  back.addEventListener('click', () => actions.back());
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => actions.cancel());

  return { update, close: () => dialog.close() };
};
