// @ts-check
/** The pad's edits of numbers: the one at the end, and the target of a check. Pure. */

import { isOpen, withLast } from './parts.js';

/** The number added at the end. Excludes the sign of a factor, and of a modifier of dice. */
const LAST_NUMBER = /(?<!(?:[-+*/^<>=(,{#]|(?<!d\s?)%|min|max)\s*)\s*([-+])\s*(\d+)$/i;

/** A number to reach, and how the margin is read. */
const TARGET = /^(\s*(?:vs|dc|[<>]=?|<>|=)\s*)(-?\d+)(\s*(?:by\s*\d+|coc|pf2)?\s*)$/i;

/** Usual targets of a d20, and of other dice. */
const [TARGET_OF_D20, TARGET_OF_OTHERS] = [15, 10];


/** @param {string} expr @param {number} add */
const addToSum = (expr, add) => {
  if (isOpen(expr)) return expr;
  const last = LAST_NUMBER.exec(expr);
  const sum = add + (last === null ? 0 : Number(last[1] + last[2]));
  const before = last === null ? expr : expr.slice(0, last.index);
  if (sum === 0) return before;
  return `${before}${sum < 0 ? '-' : '+'}${Math.abs(sum)}`;
};

/**
 * Adds to the number at the end: the target of a check, or the last of the sum, where a 0 is removed.
 *
 * @param {string} text
 * @param {number} add
 */
export const addNumber = (text, add) => withLast(text, (roll, check) => {
  if (check.trim() === '') return addToSum(roll, add) + check;
  const target = TARGET.exec(check);
  if (target === null) return roll + addToSum(check, add);
  return `${roll}${target[1]}${Number(target[2]) + add}${target[3]}`;
});

/** Adds a target to the last result, or removes it. @param {string} text */
export const target = (text) => withLast(text, (roll, check) => {
  if (check.trim() !== '') return roll.trimEnd();
  if (roll.trim() === '') return `d20 vs ${TARGET_OF_D20}`;
  if (isOpen(roll)) return roll + check;
  return `${roll} vs ${/d\s?20(?!\d)/i.test(roll) ? TARGET_OF_D20 : TARGET_OF_OTHERS}`;
});
