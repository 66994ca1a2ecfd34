// @ts-check
/** The parts of a text that the pad edits: the last of several results, its check, the label. Pure. */

import { endOfRoll, withoutLabels } from './notation.js';

/** The comparison of a check: a word, or a sign after what is no pool, whose dice it would count. */
export const CHECK = /\s*(?:(?<!\p{L})(?:vs|dc)(?!\p{L})|(?<=(?:\)|[-+*/]\s*\d+)\s*)(?:[<>]=?|=))/iu;

/** Edits the expression and keeps the label. @param {string} text @param {(expr: string) => string} edit */
export const withLabel = (text, edit) => {
  const end = endOfRoll(text);
  const edited = edit(text.slice(0, end));
  const rest = text.slice(end);
  // A number right before `#` would be a count of repeats.
  return edited !== '' && /^\S/.test(rest) ? `${edited} ${rest}` : edited + rest;
};

/**
 * Edits the last of several results: what is rolled, and its check.
 *
 * @param {string} text
 * @param {(roll: string, check: string) => string} edit
 */
export const withLast = (text, edit) => withLabel(text, (expr) => {
  const masked = withoutLabels(expr);
  const from = masked.lastIndexOf(';') + 1;
  const at = CHECK.exec(masked.slice(from))?.index ?? expr.length - from;
  return expr.slice(0, from) + edit(expr.slice(from, from + at), expr.slice(from + at));
});

/** Edits what is rolled, and keeps the check. @param {string} text @param {(roll: string) => string} edit */
export const withRoll = (text, edit) => withLast(text, (roll, check) => edit(roll) + check);

/** Whether an operand must follow. @param {string} expr */
export const isOpen = (expr) => expr.trim() === '' || /[-+*/(,{#]\s*$/.test(expr);
