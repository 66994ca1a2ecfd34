// @ts-check
/** Dice as plain text. */

import { textOf, readText } from './dice.js';

/** @typedef {import('./layer.js').Layer} Layer */
/** @typedef {import('./dice.js').Die} Die */

const MAX_DICE = 60;

/** @param {Die} die */
const wordOf = (die) => {
  const word = document.createElement('li');
  const number = document.createElement('span');
  number.className = 'tray-number';
  number.textContent = textOf(die);
  word.append(number);
  if (!die.kept) word.append(' dropped');
  return word;
};

/** Mounts the text layer. @param {HTMLElement} host @returns {Layer} */
export const mountText = (host) => {
  const list = document.createElement('ul');
  list.className = 'tray-text';
  list.setAttribute('aria-hidden', 'true');
  host.append(list);

  /** @type {Layer['show']} */
  const show = async ({ dice }) => {
    list.replaceChildren(...dice.slice(0, MAX_DICE).map(wordOf));
    if (dice.length <= MAX_DICE) return;
    const more = document.createElement('li');
    more.textContent = `and ${(dice.length - MAX_DICE).toLocaleString('en')} more`;
    list.append(more);
  };

  const hold = () => {
    const waiting = document.createElement('li');
    waiting.textContent = 'Rolling…';
    list.replaceChildren(waiting);
  };

  const read = () => [...list.querySelectorAll('.tray-number')]
    .map(({ textContent }) => readText(textContent ?? ''));

  return {
    show, hold, read, skip: () => {}, fit: () => {},
    clear: () => list.replaceChildren(), dispose: () => list.remove(),
  };
};
