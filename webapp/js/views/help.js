// @ts-check
/** The dialog with the first words of the dice language, and the keys. Loaded when it is asked for. */

import { element, makeButton } from './dom.js';
import { makeDialog } from './made-dialog.js';

/** @type {readonly (readonly [string, string])[]} */
const ROLLS = [
  ['3d6', 'three six-sided dice'],
  ['4d6kh3', 'four dice, of which the highest three count'],
  ['2d20kl1 + 5', 'disadvantage, plus five'],
  ['d20 + 7 for attack', 'with a label'],
  ['d20 + 7 vs 15', 'a check: success or failure, and by how much'],
  ['6#4d6kh3', 'six rolls at once'],
  ['[attack] d20+6; [damage] 2d8', 'several results, each with a label'],
  ['2d[hit,hit,blank]', 'dice with faces of your own'],
];

/** @type {readonly (readonly [readonly string[], string])[]} */
const KEYS = [
  [['Enter'], 'rolls; with Shift, for you and the GM alone'],
  [['↑', '↓'], 'show earlier rolls'],
  [['Tab'], 'completes the name of a saved roll'],
  [['Esc'], 'stops the dice; pressed again, clears the text'],
  [['Ctrl', 'K'], 'goes to the input'],
  [['Alt', '1 … 7'], 'adds a d4 to a d%'],
];

/** @param {readonly Node[]} terms @param {string} meaning */
const entry = (terms, meaning) =>
  [element('dt', '', ...terms.flatMap((term, at) => (at === 0 ? [term] : [' ', term]))), element('dd', '', meaning)];

/** Opens the dialog. @param {Document} document */
export const openHelp = (document) => {
  if (!document.getElementById('help')) {
    const close = makeButton('brass', 'Close');
    const dialog = makeDialog(document, 'help', 'Rolling', element('dl', '',
      ...ROLLS.flatMap(([roll, meaning]) => entry([element('code', '', roll)], meaning)),
      ...KEYS.flatMap(([keys, meaning]) => entry(keys.map((key) => element('kbd', '', key)), meaning))),
    element('div', 'buttons', close));
    close.addEventListener('click', () => dialog.close());
  }
  const dialog = document.getElementById('help');
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
};
