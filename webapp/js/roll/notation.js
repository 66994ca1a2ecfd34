// @ts-check
/** What the page knows of the dice language: enough to colour it and to label a roll. Pure. */

/** @typedef {'dice' | 'number' | 'operator' | 'label' | 'other'} TokenKind */
/** @typedef {{ kind: TokenKind, from: number, to: number }} Token places in UTF-16 units */

/** What may stand behind dice, as in `4d6kh3` and `8d10!>=8`; the source of a pattern. */
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
 * Splits a text into what to show in which colour. The engine alone says whether it is a roll.
 *
 * @param {string} text
 * @returns {Token[]} one after the other, over the whole text
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
 * Blots out the labels in brackets, for a player may write anything there, even dice.
 *
 * @param {string} text
 * @returns {string} as long as the text, with low lines in place of the labels
 */
export const withoutLabels = (text) =>
  text.replace(/\[[^\]]*\]/g, (label) => '_'.repeat(label.length));

/** Finds what stands between a roll and what it is for. @param {string} typed */
const labelMark = (typed) => {
  const text = withoutLabels(typed);
  const word = FOR.exec(text);
  const sign = text.indexOf('#', REPEATS.exec(text)?.[0].length ?? 0);
  if (sign >= 0 && (word === null || sign < word.index)) return { from: sign, to: sign + 1 };
  return word === null ? null : { from: word.index, to: word.index + word[0].length };
};

/** Returns where a roll ends and what it is for begins, if it does. @param {string} text */
export const endOfRoll = (text) => text.slice(0, labelMark(text)?.from).trimEnd().length;

/**
 * Takes off what a roll is for: what follows " for " or a `#`, unless that makes repeats.
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

/** Dice whose number or sides must be worked out first. Not the end of `round(`. */
const WORKED_OUT = /\)\s*d|(?<![a-z])d\s*\(/i;

/** Behind a group, `d1` drops. */
const POOL = new RegExp(String.raw`(?<!\})(\d*)\s*d\s*(\d+|%|f)(?:\.[12])?${MODIFIERS}`, 'gi');

/** @param {string} faces */
const sidesOf = (faces) => {
  if (faces === '%') return 100;
  return /\d/.test(faces) ? Number(faces) : null;
};

/**
 * Guesses which dice a roll begins with, to have them in the hand before they are thrown.
 *
 * @param {string} text
 * @param {number} max the most to tell
 * @returns {{ sides: number | null }[]} sides null for dice of Fate; none if unsure
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
