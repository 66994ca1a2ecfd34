// @ts-check
/** The fields of the settings dialog. Loaded when the page is idle, or when the dialog opens. */

import { element, find, makeButton, setText } from './dom.js';
import { makeSelect } from './made-dialog.js';

/** @typedef {import('../state/model.js').Settings} Settings */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */
/** @typedef {readonly (readonly [string, string])[]} Options value and name of each */

/** @type {readonly (readonly [keyof Settings, string, Options])[]} */
const CHOICES = [
  ['colour', 'Your colour', [
    ['', 'Chosen for you'], ['#e69f00', 'Orange'], ['#56b4e9', 'Sky blue'], ['#009e73', 'Green'], ['#f0e442', 'Yellow'],
    ['#0072b2', 'Blue'], ['#d55e00', 'Vermilion'], ['#cc79a7', 'Pink'], ['#f3f0e6', 'Ivory'],
  ]],
  ['dice', 'Your dice', [
    ['', 'In your colour'], ['glass', 'Glass in your colour'], ['ivory', 'Ivory'], ['obsidian', 'Obsidian'], ['brass', 'Brass'],
    ['bone-and-ink', 'Bone and ink'], ['high-contrast', 'High contrast'],
  ]],
  ['pips', 'A d6 has', [['false', 'Numbers'], ['true', 'Pips']]],
  ['felt', 'Table', [
    ['', 'Green felt'], ['blue', 'Blue felt'], ['red', 'Red felt'], ['grey', 'Grey felt'], ['wood', 'Wood'], ['slate', 'Slate'],
  ]],
  ['tier', 'Dice are drawn', [['auto', 'As suits this device'], ['3d', 'In 3D'], ['flat', 'Flat'], ['text', 'As text']]],
  ['theme', 'Page', [['auto', 'Like the system'], ['dark', 'Dark'], ['light', 'Light']]],
  ['reveal', 'Results', [['landing', 'When the dice land'], ['at-once', 'At once']]],
  ['sound', 'Sound', [['false', 'Off'], ['quiet', 'Quiet'], ['true', 'Normal'], ['loud', 'Loud']]],
  ['haptics', 'Vibration', [['false', 'Off'], ['true', 'On']]],
  ['spoken', 'Screen reader', [['all', 'Announces all rolls'], ['mine', 'Announces my rolls'], ['off', 'Announces no rolls']]],
];

/** @param {string} name @param {string} value */
const read = (name, value) => {
  if (name !== 'name' && (value === 'true' || value === 'false')) return value === 'true';
  return name === 'colour' ? value || null : value;
};

const nameField = () => {
  const field = element('input');
  field.type = 'text';
  field.maxLength = 40;
  field.setAttribute('autocomplete', 'nickname');
  return field;
};

/**
 * Fills the dialog.
 *
 * @param {ParentNode} page
 * @param {object} actions
 * @param {(change: Partial<Settings>) => string} actions.change returns what is wrong with it; empty if it is made
 * @param {() => void} actions.practise
 */
export const fillSettings = (page, actions) => {
  const dialog = find(page, '#settings', HTMLDialogElement);
  const practice = makeButton('', 'Practice, not shared');
  const close = makeButton('brass', 'Close');
  // Browsers of most desktops, and of iPhones, do not vibrate.
  const choices = CHOICES.filter(([name]) => name !== 'haptics' || 'vibrate' in navigator);
  /** @type {[string, string, Field][]} */
  const fields = [['name', 'Your name', nameField()],
    ...choices.map(([name, title, options]) => /** @type {[string, string, Field]} */ ([name, title, makeSelect(options)]))];

  /** @type {Record<string, unknown>} */
  let settings = {};
  /** @param {string} name @returns {string} what the field shows */
  const shown = (name) => String(settings[name] ?? '');
  const said = element('p', 'settings-said');

  practice.id = 'practice';
  practice.addEventListener('click', actions.practise);
  close.addEventListener('click', () => dialog.close());
  // Before the player's seed, which another module adds.
  find(dialog, '.fields', HTMLElement).prepend(...fields.flatMap(([name, title, field]) => {
    const label = element('label', '', title);
    field.id = `set-${name}`;
    label.htmlFor = field.id;
    field.addEventListener('change', () => {
      const problem = actions.change({ [name]: read(name, field.value) });
      setText(said, problem);
      if (problem !== '') field.value = shown(name);
    });
    return [label, field];
  }));
  said.setAttribute('role', 'status');
  dialog.append(said, element('div', 'buttons', practice, close));

  /** @param {import('../state/model.js').State} state */
  return (state) => {
    settings = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (state.settings));
    for (const [name, , field] of fields) {
      const value = shown(name);
      if (field !== document.activeElement && field.value !== value) field.value = value;
    }
    practice.setAttribute('aria-pressed', String(state.practice));
  };
};
