// @ts-check
/** The input, the Roll button, and what is said under them. */

import { find, setText } from './dom.js';

/** @typedef {import('../model.js').State} State */
/** @typedef {import('../model.js').Problem} Problem */

/**
 * @typedef {object} Actions
 * @property {(text: string) => void} edit
 * @property {() => void} roll
 */

/** Whether taking the focus opens no keyboard on the screen. */
const hasKeyboard = () => matchMedia('(hover: hover) and (pointer: fine)').matches;

/**
 * Mounts the form.
 *
 * @param {ParentNode} page
 * @param {Actions} actions
 */
export const mountComposer = (page, actions) => {
  const form = find(page, '#composer', HTMLFormElement);
  const input = find(form, '#expr', HTMLInputElement);
  const button = find(form, '#roll', HTMLButtonElement);
  const note = find(form, '#problem', HTMLElement);
  const message = find(form, '#problem-message', HTMLElement);
  const hint = find(form, '#hint', HTMLButtonElement);
  /** @type {Problem | null} */
  let shown = null;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.roll();
  });
  input.addEventListener('input', () => actions.edit(input.value));
  input.addEventListener('keydown', (event) => {
    // A held Enter key is one roll.
    if (event.key === 'Enter' && event.repeat) event.preventDefault();
  });
  hint.addEventListener('click', () => {
    actions.edit(shown?.hint ?? '');
    input.focus();
  });

  /** @param {Problem} problem */
  const select = ({ invalid, pos, len }) => {
    if (!invalid) return;
    if (hasKeyboard()) input.focus();
    if (pos !== null) input.setSelectionRange(pos, pos + len);
  };

  /** @param {Problem | null} problem */
  const showProblem = (problem) => {
    if (problem === shown) return;
    shown = problem;
    note.hidden = problem === null;
    setText(message, problem?.message ?? '');
    hint.hidden = !problem?.hint;
    setText(hint, problem?.hint ? `Use ${problem.hint}` : '');
    input.setAttribute('aria-invalid', String(problem?.invalid ?? false));
    if (problem) input.setAttribute('aria-describedby', message.id);
    else input.removeAttribute('aria-describedby');
    if (problem) select(problem);
  };

  /** @param {State} state */
  const update = ({ text, problem, connection }) => {
    if (input.value !== text) input.value = text;
    button.setAttribute('aria-disabled', String(connection.phase !== 'open'));
    showProblem(problem);
  };

  /** Gives the form the focus: the input, or where that would open a keyboard, the button. */
  const focus = () => (hasKeyboard() ? input : button).focus();

  /** Makes the form ready for the first roll: on a desktop, whatever is typed replaces the text. */
  const start = () => {
    if (!hasKeyboard()) return;
    input.focus();
    input.select();
  };

  return { update, focus, start, text: () => input.value };
};
