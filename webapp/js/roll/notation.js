// @ts-check
/** The part of the dice language that the page knows: enough to colour it and to find labels. Pure. */

/** @typedef {'dice' | 'number' | 'operator' | 'label' | 'other'} TokenKind */
/** @typedef {{ kind: TokenKind, from: number, to: number }} Token positions in UTF-16 units */

/** Modifiers of dice, as in `4d6kh3` and `8d10!>=8`; the source of a pattern. */
export const MODIFIERS =
  String.raw`(?:(?:min|max|!?=|<>|[<>]=?)-?\d*|(?:k[hl]?|d[hl]?|rr|ro|r|c[sf]|f|s[ad]?|u|!!?p?)\d*)*`;
const DICE = String.raw`\d*\s?d\s?(?:\d+|%|f(?:\.[12])?)${MODIFIERS}`;
const LABEL = String.raw`\sfor\s.*|(?<!^\s*\d+)#.*|\[[^\]]*\]`;
const TOKEN = new RegExp(
  String.raw`(?<label>${LABEL})|(?<dice>${DICE})|(?<number>\d+(?:\.\d+)?)|(?<operator>[-+*/%^(){},#])`,
  'gisu');

/** @type {readonly TokenKind[]} */
const KINDS = ['label', 'dice', 'number', 'operator'];

/**
 * Splits a text into tokens to colour. Only the engine decides whether it is a roll.
 *
 * @param {string} text
 * @returns {Token[]} without gaps, over the whole text
 */
export const tokens = (text) => {
  /** @type {Token[]} */
  const found = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const kind = KINDS.find((each) => match.groups?.[each] !== undefined) ?? 'other';
    if (match.index > end) found.push({ kind: 'other', from: end, to: match.index });
    end = match.index + match[0].length;
    found.push({ kind, from: match.index, to: end });
  }
  if (end < text.length) found.push({ kind: 'other', from: end, to: text.length });
  return found;
};

const REPEATS = /^\s*(\d+)#/;
const FOR = /\sfor\s/i;

/**
 * Masks the labels in brackets, which may contain anything, even dice.
 *
 * @param {string} text
 * @returns {string} of the same length, with underscores in place of the labels
 */
export const withoutLabels = (text) =>
  text.replace(/\[[^\]]*\]/g, (label) => '_'.repeat(label.length));

/** Finds the separator between a roll and its label. @param {string} typed */
const labelMark = (typed) => {
  const text = withoutLabels(typed);
  const word = FOR.exec(text);
  const sign = text.indexOf('#', REPEATS.exec(text)?.[0].length ?? 0);
  if (sign >= 0 && (word === null || sign < word.index)) return { from: sign, to: sign + 1 };
  return word === null ? null : { from: word.index, to: word.index + word[0].length };
};

/** Returns the end of the expression, before a label. @param {string} text */
export const endOfRoll = (text) => text.slice(0, labelMark(text)?.from).trimEnd().length;

/**
 * Splits off the label: the text after " for " or after a `#` that is no count of repeats.
 *
 * @param {string} text such as "2d6+3 for damage"
 * @returns {{ expr: string, label: string }}
 */
export const splitLabel = (text) => {
  const mark = labelMark(text);
  const expr = text.slice(0, mark?.from).trimEnd();
  if (mark === null || expr === '') return { expr: text, label: '' };
  return { expr, label: text.slice(mark.to).trim() };
};

/** Dice whose count or sides are computed. Not the end of `round(`. */
const WORKED_OUT = /\)\s*d|(?<![a-z])d\s*\(/i;

/** After a group, `d1` drops dice. */
const POOL = new RegExp(String.raw`(?<!\})(\d*)\s*d\s*(\d+|%|f)(?:\.[12])?${MODIFIERS}`, 'gi');

/** @param {string} faces */
const sidesOf = (faces) => {
  if (faces === '%') return 100;
  return /\d/.test(faces) ? Number(faces) : null;
};

/**
 * Guesses the dice of a roll, to show them before its answer.
 *
 * @param {string} text
 * @param {number} max number of dice
 * @returns {{ sides: number | null }[]} sides null for Fate dice; empty if unsure
 */
export const diceOf = (text, max) => {
  const expr = withoutLabels(splitLabel(text).expr);
  if (WORKED_OUT.test(expr)) return [];
  const once = [...expr.matchAll(POOL)].flatMap(([, count, faces]) =>
    Array(Math.min(count === '' ? 1 : Number(count), max + 1)).fill({ sides: sidesOf(faces) }));
  const times = Number(REPEATS.exec(expr)?.[1] ?? 1);
  const isSure = once.length > 0 && once.length * times <= max && once.every(({ sides }) => sides !== 0);
  if (!isSure) return [];
  return Array(times).fill(once).flat();
};
