// @ts-check
/** The pad's edits of the text. Pure. */

import { endOfRoll, MODIFIERS, withoutLabels } from './notation.js';

/** A term of dice without modifiers at the end, whose count one more tap increases. */
const LAST_DICE = /(^|[-+*/(,{#]\s*)(\d*)d(\d+|%)$/i;

/** The number added at the end. Excludes the sign of a factor, and of a modifier of dice. */
const LAST_NUMBER = /(?<!(?:[-+*/^<>=(,{#]|(?<!d\s?)%|min|max)\s*)\s*([-+])\s*(\d+)$/i;
const FIRST_D20 = /(?<![\dd)}])1?d20(?!\d|\s*k)/i;
const ADVANTAGE = /(?<![\dd)}])2d20kh?1?(?![\dhl])/i;
const DISADVANTAGE = /(?<![\dd)}])2d20kl1?(?!\d)/i;
const REPEAT = /^\s*\d+#/;

/** @param {number} sides */
const facesOf = (sides) => (sides === 100 ? '%' : String(sides));

/** @param {string} faces */
const sidesOf = (faces) => (faces === '%' ? 100 : Number(faces));

/** Edits the expression and keeps the label. @param {string} text @param {(expr: string) => string} edit */
const withLabel = (text, edit) => {
  const end = endOfRoll(text);
  const edited = edit(text.slice(0, end));
  const rest = text.slice(end);
  // A number right before `#` would be a count of repeats.
  return edited !== '' && /^\S/.test(rest) ? `${edited} ${rest}` : edited + rest;
};

/** Whether an operand must follow. @param {string} expr */
const isOpen = (expr) => expr === '' || /[-+*/(,{#]\s*$/.test(expr);

/**
 * Adds a die: to the last term if it has the same sides, else as a new term.
 *
 * @param {string} text
 * @param {number} sides
 */
export const addDie = (text, sides) => withLabel(text, (expr) => {
  const last = LAST_DICE.exec(expr);
  if (last !== null && sidesOf(last[3]) === sides) {
    const count = last[2] === '' ? 1 : Number(last[2]);
    return `${expr.slice(0, last.index)}${last[1]}${count + 1}d${last[3]}`;
  }
  return `${expr}${isOpen(expr) ? '' : '+'}d${facesOf(sides)}`;
});

/** Matches terms of dice with these sides: operator, count, the rest. @param {number} sides */
const termOf = (sides) => {
  const faces = sides === 100 ? '(?:%|100)' : sides;
  return new RegExp(String.raw`(^\s*|[-+*/(,{#]\s*)(\d*)(\s?d\s?${faces}(?!\d)${MODIFIERS}_*)`, 'gi');
};

/** @param {string} count */
const numberOf = (count) => (count === '' ? 1 : Number(count));

/** Removes a term; puts 0 where an operand is needed. @param {string} before @param {string} after */
const cutOut = (before, after) => {
  if (/[*/]\s*$/.test(before) || /^\s*[*/%^]/.test(after)) return `${before}0${after}`;
  if (/[-+]\s*$/.test(before)) return before.replace(/\s*[-+]\s*$/, '') + after;
  if (/^\s*[-+]/.test(after)) return before + after.replace(/^\s*(?:\+\s*)?/, '');
  return isOpen(before) && after !== '' ? `${before}0${after}` : before + after;
};

/**
 * Removes a die from the last term with these sides; a term without dice goes, too.
 *
 * @param {string} text
 * @param {number} sides
 */
export const removeDie = (text, sides) => withLabel(text, (expr) => {
  const last = [...withoutLabels(expr).matchAll(termOf(sides))].at(-1);
  if (last === undefined) return expr;
  const from = last.index + last[1].length;
  const before = expr.slice(0, from);
  const left = numberOf(last[2]) - 1;
  if (left > 0) return before + left + expr.slice(from + last[2].length);
  return cutOut(before, expr.slice(last.index + last[0].length));
});

/**
 * Adds to the number at the end; a 0 is removed.
 *
 * @param {string} text
 * @param {number} add
 */
export const addNumber = (text, add) => withLabel(text, (expr) => {
  if (isOpen(expr)) return expr;
  const last = LAST_NUMBER.exec(expr);
  const sum = add + (last === null ? 0 : Number(last[1] + last[2]));
  const before = last === null ? expr : expr.slice(0, last.index);
  if (sum === 0) return before;
  return `${before}${sum < 0 ? '-' : '+'}${Math.abs(sum)}`;
});

/** Replaces the match of a pattern outside labels. @param {string} expr @param {RegExp} pattern @param {string} by */
const swap = (expr, pattern, by) => {
  const found = pattern.exec(withoutLabels(expr));
  if (found === null) return null;
  return expr.slice(0, found.index) + by + expr.slice(found.index + found[0].length);
};

/**
 * Turns the first d20 into two of which one counts, or back; adds them if there is none.
 *
 * @param {RegExp} on @param {RegExp} other @param {string} dice
 * @returns {(text: string) => string}
 */
const toggle = (on, other, dice) => (text) => withLabel(text, (expr) =>
  swap(expr, on, 'd20') ?? swap(expr, other, dice) ?? swap(expr, FIRST_D20, dice)
    ?? `${expr}${isOpen(expr) ? '' : '+'}${dice}`);

export const advantage = toggle(ADVANTAGE, DISADVANTAGE, '2d20kh1');
export const disadvantage = toggle(DISADVANTAGE, ADVANTAGE, '2d20kl1');

/** Adds a count of repeats, or removes it. @param {string} text @param {number} times */
export const repeat = (text, times) =>
  (REPEAT.test(text) ? text.replace(REPEAT, '') : `${times}#${text}`);

/** Counts the dice with these sides in a text. @param {string} text @param {number} sides */
export const countOf = (text, sides) =>
  [...withoutLabels(text.slice(0, endOfRoll(text))).matchAll(termOf(sides))]
    .reduce((sum, [, , count]) => sum + numberOf(count), 0);
