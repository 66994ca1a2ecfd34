// @ts-check
/** A roll as a line of text, and the clipboard. */

import { faceText, factWords } from './die-words.js';
import { spokenOutcome } from './wording.js';
import { diceIn, isByHand } from './outcome.js';

/** @typedef {import('../state/model.js').Row} Row */

/** @param {import('./outcome.js').Die} die */
const dieText = (die) => {
  const before = (die.discarded ?? []).map((face) => `~${face}~`);
  const shown = die.kept ? faceText(die) : `~${faceText(die)}~`;
  return [...before, shown, ...factWords(die)].join(' ');
};

/**
 * Returns a roll as text for a chat.
 *
 * @param {Row} row that was rolled
 * @returns {string} such as "Mira: attack 2d20kh1+5 = 22 (17, ~4~)"
 */
export const rollAsText = ({ by, label, expr, outcome }) => {
  const what = [label, expr].filter(Boolean).join(' ');
  const head = by === null ? what : `${by.name}: ${what}`;
  if (outcome === null) return `${head} = ?`;
  const dice = diceIn(outcome).map(dieText).join(', ');
  return `${head} = ${spokenOutcome(outcome)}${dice ? ` (${dice})` : ''}${isByHand(outcome) ? ', by hand' : ''}`;
};

/** Copies by selecting a field, which works on plain http. @param {string} text @param {Document} document */
const copyBySelection = (text, document) => {
  const field = document.createElement('textarea');
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  field.value = text;
  field.className = 'spoken';
  // Otherwise, a phone would show its keyboard.
  field.readOnly = true;
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  // Needed on iOS to select in a read-only field.
  field.setSelectionRange(0, text.length);
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    focused?.focus();
  }
};

/**
 * Copies a text.
 *
 * @param {string} text
 * @param {Document} document
 * @param {Navigator} navigator
 * @returns {Promise<boolean>} whether the browser allowed it
 */
export const copyText = async (text, document, navigator) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Missing on plain http, or forbidden.
    return copyBySelection(text, document);
  }
};
