// @ts-check
/** The message under the input, and the button that takes its hint. */

import { find, hasKeyboard, setText } from './dom.js';

/** @typedef {import('../state/problems.js').Problem} Problem */

/**
 * Mounts the message.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input whose text has the problem
 * @param {(text: string) => void} write
 */
export const mountProblem = (form, input, write) => {
  const note = find(form, '#problem', HTMLElement);
  const message = find(form, '#problem-message', HTMLElement);
  const hint = find(form, '#hint', HTMLButtonElement);
  /** @type {Problem | null} */
  let shown = null;

  hint.addEventListener('click', () => {
    write(shown?.hint ?? '');
    input.focus();
  });

  /** @param {Problem} problem */
  const select = ({ invalid, pos, len }) => {
    if (!invalid) return;
    if (hasKeyboard()) input.focus();
    if (pos !== null) input.setSelectionRange(pos, pos + len);
  };

  /** @param {Problem | null} problem */
  return (problem) => {
    if (problem === shown) return;
    shown = problem;
    note.hidden = problem === null;
    setText(message, problem?.message ?? '');
    hint.hidden = !problem?.hint;
    setText(hint, problem?.hint ? `Use ${problem.hint}` : '');
    input.setAttribute('aria-invalid', String(problem?.invalid ?? false));
    // Few screen readers support the first, and all the second.
    for (const name of ['aria-errormessage', 'aria-describedby']) {
      if (problem) input.setAttribute(name, message.id);
      else input.removeAttribute(name);
    }
    if (problem) select(problem);
  };
};
