// @ts-check
/** The pad's edits of the text. Pure. */

import { endOfRoll, MODIFIERS, withoutLabels } from './notation.js';
import { CHECK, isOpen, withLabel, withRoll } from './parts.js';

/** A term of dice without modifiers at the end, whose count one more tap increases. */
const LAST_DICE = /(^\s*(?:\[[^\]]*\]\s*)?|[-+*/(,{#;]\s*)(\d*)d(\d+|%)$/i;

const FIRST_D20 = /(?<![\dd)}])1?d20(?!\d|\s*k)/i;
const ADVANTAGE = /(?<![\dd)}])2d20kh?1?(?![\dhl])/i;
const DISADVANTAGE = /(?<![\dd)}])2d20kl1?(?!\d)/i;
const REPEAT = /^\s*\d+#/;

/** Dice, and their modifiers. */
const LAST_POOL = new RegExp(String.raw`(\d*\s?d\s?(?:\d+|%|f))(${MODIFIERS})`, 'giu');
/** To explode once, unlike `!odd`. */
const ONCE = /!o(?!dd)/i;

/** @param {number} sides */
const facesOf = (sides) => (sides === 100 ? '%' : String(sides));

/** @param {string} faces */
const sidesOf = (faces) => (faces === '%' ? 100 : Number(faces));

/**
 * Adds a die: to the last term if it has the same sides, else as a new term.
 *
 * @param {string} text
 * @param {number} sides
 */
export const addDie = (text, sides) => withRoll(text, (expr) => {
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
  return new RegExp(String.raw`(^[\s_]*|[-+*/(,{#;][\s_]*)(\d*)(\s?d\s?${faces}(?!\d)${MODIFIERS}_*)`, 'giu');
};

/** @param {string} count */
const numberOf = (count) => (count === '' ? 1 : Number(count));

/** Removes a term; puts 0 where an operand is needed. @param {string} before @param {string} after */
const cutOut = (before, after) => {
  if (/[*/]\s*$/.test(before) || /^\s*[*/%^]/.test(after)) return `${before}0${after}`;
  if (/[-+]\s*$/.test(before)) return before.replace(/\s*[-+]\s*$/, '') + after;
  if (/^\s*[-+]/.test(after)) return before + after.replace(/^\s*(?:\+\s*)?/, '');
  const isLast = /^\s*(?:;|$)/.test(after) || CHECK.exec(after)?.index === 0;
  return isOpen(before) && !isLast ? `${before}0${after}` : before + after;
};

/** Removes results of which nothing is left but a check. @param {string} expr */
const withoutEmpty = (expr) => expr.split(/;(?![^[]*\])/)
  .filter((part) => part.trim() !== '' && CHECK.exec(part)?.index !== 0).join(';');

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
  return withoutEmpty(cutOut(before, expr.slice(last.index + last[0].length)));
});

/** Lets the last dice explode once, or takes that back. @param {string} text */
export const explodeOnce = (text) => withRoll(text, (roll) => {
  const last = [...withoutLabels(roll).matchAll(LAST_POOL)].at(-1);
  if (last === undefined) return roll;
  const from = last.index + last[1].length;
  const end = from + last[2].length;
  const changed = ONCE.test(last[2]) ? roll.slice(from, end).replace(ONCE, '') : `!o${roll.slice(from, end)}`;
  return roll.slice(0, from) + changed + roll.slice(end);
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
const toggle = (on, other, dice) => (text) => withRoll(text, (expr) =>
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
