// @ts-check
/** The pad: dice to tap, which edit the text of the input. */

import {
  advantage, countOf, disadvantage, explodeOnce, removeDie, repeat,
} from '../roll/edits.js';
import { addNumber, target } from '../roll/numbers.js';
import { element, find, makeButton, setText, sign } from './dom.js';

/** In the order of the keys Alt+1 to Alt+7. */
export const PAD_SIDES = Object.freeze([4, 6, 8, 10, 12, 20, 100]);

/** A press of this length removes a die. */
const LONG_PRESS_MS = 500;

/** @type {Record<string, (text: string) => string>} */
const MODIFIERS = {
  advantage,
  disadvantage,
  minus: (text) => addNumber(text, -1),
  plus: (text) => addNumber(text, 1),
  target,
  explode: explodeOnce,
  repeat: (text) => repeat(text, 6),
  clear: () => '',
};

/** @param {number} sides */
const nameOf = (sides) => (sides === 100 ? 'd%' : `d${sides}`);

/**
 * Calls one of two actions: for a tap, or for a long press.
 *
 * @param {HTMLElement} button
 * @param {() => void} tap
 * @param {() => void} hold
 */
const onPress = (button, tap, hold) => {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let held = false;
  button.addEventListener('pointerdown', () => {
    held = false;
    timer = setTimeout(() => { held = true; hold(); }, LONG_PRESS_MS);
  });
  for (const end of ['pointerup', 'pointerleave', 'pointercancel']) {
    button.addEventListener(end, () => clearTimeout(timer));
  }
  button.addEventListener('contextmenu', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    if (!held) tap();
    held = false;
  });
};

/**
 * Mounts the pad.
 *
 * @param {ParentNode} page
 * @param {object} actions
 * @param {(sides: number) => void} actions.add
 * @param {(change: (text: string) => string) => void} actions.edit
 * @param {() => void} actions.extend
 */
export const mountPad = (page, { add: addDie, edit, extend }) => {
  const pad = find(page, '#pad', HTMLElement);
  const solids = find(pad, '.solids', HTMLElement);

  const buttons = PAD_SIDES.map((sides) => {
    const name = nameOf(sides);
    const count = sign('', 'count');
    const add = makeButton(`add s${sides}`, element('span', 'outline'), sign(name, 'name'), count);
    add.setAttribute('aria-label', `Add a ${name}`);
    const take = makeButton('take', sign('−', ''));
    take.setAttribute('aria-label', `Take a ${name} away`);
    onPress(add, () => addDie(sides), () => edit((text) => removeDie(text, sides)));
    take.addEventListener('click', () => {
      edit((text) => removeDie(text, sides));
      if (take.hidden) add.focus();
    });
    solids.append(element('div', 'solid', add, take));
    return { sides, count, add, take };
  });
  for (const button of pad.querySelectorAll('button[data-pad]')) {
    const change = MODIFIERS[/** @type {HTMLElement} */ (button).dataset.pad ?? ''];
    button.addEventListener('click', () => edit(change));
  }
  const longer = find(pad, '#extend', HTMLButtonElement);
  longer.addEventListener('click', extend);
  const more = find(pad, '#pad-more', HTMLButtonElement);
  more.addEventListener('click', () => {
    more.setAttribute('aria-expanded', String(pad.classList.toggle('open')));
  });

  /** @param {import('../state/model.js').State} state */
  return ({ text, extended }) => {
    // Focus must not be lost with the button.
    if (longer === longer.ownerDocument.activeElement && extended === '') buttons[0].add.focus();
    longer.hidden = extended === '';
    setText(longer, extended === '' ? '' : `Go on: ${extended}`);
    for (const { sides, count, take } of buttons) {
      const many = countOf(text, sides);
      setText(count, many > 0 ? String(many) : '');
      take.hidden = many === 0;
    }
  };
};
