// @ts-check
/** The input and the Roll button. */

import { back, forward, startHistory } from '../lib/history.js';
import { plainTyped } from '../roll/typed.js';
import { find, hasKeyboard, setText } from './dom.js';
import { mountHighlight } from './highlight.js';
import { mountProblem } from './problem.js';

/** @typedef {import('../state/model.js').State} State */

/**
 * @typedef {object} Actions
 * @property {(text: string) => void} edit
 * @property {() => void} roll
 * @property {() => void} rollPrivately for the GM and the player alone
 * @property {(text: string) => string | null} complete returns the saved roll that a text begins
 * @property {() => boolean} skip returns whether dice were in motion
 * @property {() => string[]} typed texts that were rolled before, newest first
 */

/** Handles the keys of the input. @param {HTMLInputElement} input @param {(text: string) => void} write @param {Actions} actions */
const mountKeys = (input, write, actions) => {
  let history = startHistory(actions.typed());

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

  /** @param {KeyboardEvent} event */
  const onEnter = (event) => {
    // A held key is one roll.
    if (event.repeat || event.shiftKey) event.preventDefault();
    if (event.shiftKey && !event.repeat) start(actions.rollPrivately);
  };

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      onEnter(event);
      return;
    }
    const completed = event.key === 'Tab' && !event.shiftKey ? actions.complete(input.value) : null;
    if (completed === null && !(event.key in keys)) return;
    event.preventDefault();
    if (completed !== null) write(completed);
    else keys[event.key](event);
  });

  return start;
};

/**
 * Returns a function that shows on the button how long the server accepts no rolls.
 *
 * @param {HTMLButtonElement} button
 */
const makeRefill = (button) => {
  let shownUntilMs = 0;

  /** @param {number} waitMs @param {number} untilMs */
  return (waitMs, untilMs) => {
    button.classList.toggle('refilling', waitMs > 0);
    if (waitMs <= 0 || untilMs === shownUntilMs) return;
    shownUntilMs = untilMs;
    button.style.setProperty('--refill', `${waitMs}ms`);
  };
};

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

  /** @param {string} text */
  const write = (text) => {
    actions.edit(text);
    input.setSelectionRange(text.length, text.length);
  };

  const paintHighlight = mountHighlight(form, input);
  const showProblem = mountProblem(form, input, write);
  const start = mountKeys(input, write, actions);
  const refill = makeRefill(button);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    start(actions.roll);
  });
  // A double click is one roll.
  button.addEventListener('click', (event) => { if (event.detail > 1) event.preventDefault(); });
  /** Takes what was typed, dictated, dropped or pasted; the caret stays where it was in the text. */
  const take = () => {
    const text = plainTyped(input.value);
    const caret = plainTyped(input.value.slice(0, input.selectionEnd ?? undefined)).length;
    const isChanged = text !== input.value;
    actions.edit(text);
    if (isChanged) input.setSelectionRange(caret, caret);
  };
  input.addEventListener('input', (event) => {
    // To change the text while an input method composes would end that.
    if (event instanceof InputEvent && event.isComposing) actions.edit(input.value);
    else take();
  });
  input.addEventListener('compositionend', take);

  /** @param {State} state */
  const update = ({ text, problem, connection, practice, engineGone, nowMs, notBeforeMs, table, to }) => {
    if (input.value !== text) input.value = text;
    paintHighlight(text, problem);
    const open = connection.phase === 'open' && !engineGone;
    button.setAttribute('aria-disabled', String(!practice && !open));
    if (table === null || to === 'all') delete button.dataset.to;
    else button.dataset.to = typeof to === 'string' ? to : 'whisper';
    refill(notBeforeMs - nowMs, notBeforeMs);
    setText(button, practice ? 'Practice' : 'Roll');
    showProblem(problem);
  };

  /** Focuses the input, or the button where that would open an on-screen keyboard. */
  const focus = () => (hasKeyboard() ? input : button).focus();

  /** Prepares the form for the first roll: on a desktop, typing replaces the text. */
  const ready = () => {
    if (!hasKeyboard()) return;
    input.focus({ preventScroll: true });
    input.select();
  };

  return { update, focus, start: ready };
};
