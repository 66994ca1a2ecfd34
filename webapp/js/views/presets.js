// @ts-check
/** The saved rolls as chips, and the star that saves the current one. */

import { presetText } from '../roll/presets.js';
import { element, find, makeButton, setText, typedText } from './dom.js';

/** @typedef {import('../state/model.js').Preset} Preset */
/** @typedef {import('../state/model.js').State} State */

/**
 * @typedef {object} Actions
 * @property {(preset: Preset) => void} roll
 * @property {(text: string) => void} save
 * @property {(preset: Preset) => void} remove
 */

/** @param {Preset} preset @param {Actions} actions */
const chip = (preset, actions) => {
  const roll = makeButton('preset', typedText('', preset.label || preset.expr));
  roll.title = presetText(preset);
  roll.setAttribute('aria-label', `Roll ${presetText(preset)}`);
  roll.addEventListener('click', () => actions.roll(preset));
  const remove = makeButton('quiet drop', '×');
  remove.setAttribute('aria-label', `Remove ${presetText(preset)}`);
  remove.addEventListener('click', () => actions.remove(preset));
  return element('span', 'kept', roll, remove);
};

/** Mounts chips and star. @param {ParentNode} page @param {Actions} actions */
export const mountPresets = (page, actions) => {
  const list = find(page, '#presets', HTMLElement);
  const star = find(page, '#star', HTMLButtonElement);
  const sign = find(star, 'span', HTMLElement);
  /** @type {readonly Preset[] | null} */
  let shown = null;
  /** @type {Preset | undefined} */
  let current;
  let typed = '';

  star.addEventListener('click', () => (current ? actions.remove(current) : actions.save(typed)));

  /** @param {State} state */
  return ({ presets, text }) => {
    typed = text.trim();
    current = presets.find((preset) => presetText(preset) === typed);
    star.hidden = typed === '';
    star.setAttribute('aria-pressed', String(current !== undefined));
    setText(sign, current ? '★' : '☆');
    if (presets === shown) return;
    shown = presets;
    const focused = [...list.children].findIndex((each) => each.contains(document.activeElement));
    list.hidden = presets.length === 0;
    list.replaceChildren(...presets.map((preset) => chip(preset, actions)));
    if (focused < 0) return;
    // The keyboard stays where it was: at the next one, or the last.
    const next = list.children[Math.min(focused, presets.length - 1)]?.querySelector('.drop');
    if (next instanceof HTMLElement) next.focus();
    else if (!star.hidden) star.focus();
  };
};
