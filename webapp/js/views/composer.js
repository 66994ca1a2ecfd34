// @ts-check
/** The input, the Roll button, and what is said under them. */

import { back, forward, startHistory } from '../lib/history.js';
import { mountHighlight } from './highlight.js';
import { find, hasKeyboard, setText } from './dom.js';

/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('../state/model.js').Problem} Problem */

/**
 * @typedef {object} Actions
 * @property {(text: string) => void} edit
 * @property {() => void} roll
 * @property {() => void} rollPrivately for the GM and the player alone
 * @property {(text: string) => string | null} complete what a kept roll makes of it
 * @property {() => boolean} skip tells whether dice were in the air
 * @property {() => string[]} typed what was rolled before, newest first
 */

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
  const paintHighlight = mountHighlight(form, input);
  let history = startHistory(actions.typed());
  /** @type {Problem | null} */
  let shown = null;
  let refilledMs = 0;

  /** @param {string} text */
  const write = (text) => {
    actions.edit(text);
    input.setSelectionRange(text.length, text.length);
  };

  /** @param {{ history: typeof history, text: string } | null} step */
  const recall = (step) => {
    if (step === null) return;
    history = step.history;
    write(step.text);
  };

  /** @type {Record<string, (event: KeyboardEvent) => void>} */
  const keys = {
    ArrowUp: () => recall(back(history, input.value)),
    ArrowDown: () => recall(forward(history)),
    Escape: () => { if (!actions.skip()) write(''); },
  };

  /** @param {() => void} roll */
  const start = (roll) => {
    roll();
    history = startHistory(actions.typed());
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    start(actions.roll);
  });
  input.addEventListener('input', () => actions.edit(input.value));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      // A held key is one roll.
      if (event.repeat || event.shiftKey) event.preventDefault();
      if (event.shiftKey && !event.repeat) start(actions.rollPrivately);
      return;
    }
    const completed = event.key === 'Tab' && !event.shiftKey ? actions.complete(input.value) : null;
    if (completed === null && !(event.key in keys)) return;
    event.preventDefault();
    if (completed !== null) write(completed);
    else keys[event.key](event);
  });
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
  const showProblem = (problem) => {
    if (problem === shown) return;
    shown = problem;
    note.hidden = problem === null;
    setText(message, problem?.message ?? '');
    hint.hidden = !problem?.hint;
    setText(hint, problem?.hint ? `Use ${problem.hint}` : '');
    input.setAttribute('aria-invalid', String(problem?.invalid ?? false));
    // Few screen readers tell the former, and all the latter.
    for (const name of ['aria-errormessage', 'aria-describedby']) {
      if (problem) input.setAttribute(name, message.id);
      else input.removeAttribute(name);
    }
    if (problem) select(problem);
  };

  /**
   * Shows on the button how long the server takes no rolls yet.
   *
   * @param {number} waitMs @param {number} untilMs
   */
  const refill = (waitMs, untilMs) => {
    button.classList.toggle('refilling', waitMs > 0);
    if (waitMs <= 0 || untilMs === refilledMs) return;
    refilledMs = untilMs;
    button.style.setProperty('--refill', `${waitMs}ms`);
  };

  /** @param {State} state */
  const update = ({ text, problem, connection, practice, engineGone, nowMs, notBeforeMs }) => {
    if (input.value !== text) input.value = text;
    paintHighlight(text, problem);
    const open = connection.phase === 'open' && !engineGone;
    button.setAttribute('aria-disabled', String(!practice && !open));
    refill(notBeforeMs - nowMs, notBeforeMs);
    setText(button, practice ? 'Practice' : 'Roll');
    showProblem(problem);
  };

  /** Gives the form the focus: the input, or where that would open a keyboard, the button. */
  const focus = () => (hasKeyboard() ? input : button).focus();

  /** Makes the form ready for the first roll: on a desktop, whatever is typed replaces the text. */
  const ready = () => {
    if (!hasKeyboard()) return;
    input.focus({ preventScroll: true });
    input.select();
  };

  return { update, focus, start: ready };
};
