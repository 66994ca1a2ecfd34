// @ts-check
/** The part of the dice language that the page knows: enough to colour it and to find labels. Pure. */

/** @typedef {'label' | 'faces' | 'dice' | 'variable' | 'word' | 'number' | 'operator' | 'other'} TokenKind */
/** @typedef {{ kind: TokenKind, from: number, to: number }} Token positions in UTF-16 units */

/** A computed number or a list of faces, as in `kh(1d4)` and `=(1,3,5)`. */
const COMPUTED = String.raw`\([^()]*\)`;
const POINTS = String.raw`(?:-?\d+|${COMPUTED})?`;

/** Letters of modifiers, the longer before their beginnings. */
const LETTERS = 'k[hl]?|d(?!is)[hl]?|rr|ro|r|c[sf]|f|s[ad]?|u|m[wh]|mt?';
const EXPLOSION = '!!?p?(?:o(?!dd)|t|i)?';

const MODIFIER = String.raw`(?:\s?(?:even|odd)|\s?(?:bonus|penalty)(?:\s?\d+)?|(?:min|max|${EXPLOSION}|!=|<>|[<>]=?|=)${POINTS}|(?:${LETTERS})${POINTS})`;

/** Modifiers of dice, as in `4d6kh3` and `8d10!>=8`; the source of a pattern. */
export const MODIFIERS = `${MODIFIER}*`;

/** The word after one d20 that makes it two. */
const OF_TWO = String.raw`(?:\s?(?:dis)?adv(?:antage)?(?![\p{L}\d])|\s?dis(?![\p{L}\d]))?`;
/** A `d` in a word, such as a shorthand's, is no die. */
const NOT_IN_WORD = String.raw`(?:(?<!\p{L})|(?<=vs|dc))`;
/** A die with faces of its own, as in `2d[1,2,2,4]`. After dice, `d[` would drop, with a label. */
const OWN_DICE = String.raw`(?<![\p{L}\d!%}])\d*\s?d\s?\[[^\]]*\]${MODIFIERS}`;
const DICE = String.raw`${NOT_IN_WORD}\d*\s?d\s?(?:\d+|%|f(?:\.[12])?)${MODIFIERS}${OF_TWO}`;
/** What belongs to dice after a bracket; after a round one, a comparison would be a check. */
const BEHIND_BRACKET = String.raw`(?<=[\d)]\s?)d(?=\s?\()|(?<=\}\s?)${MODIFIER}+|(?<=\)\s?)(?=\p{L})${MODIFIER}+`;
/** Two slashes begin a comment unless an operand can follow: `8d6//2` divides in other tools. */
const SLASHES =
  String.raw`//(?!\s*(?:[\d({+@-]|df|(?:d|adv|advantage|dis|disadvantage)(?![a-z])|(?:floor|ceil|round|abs|min|max|sqrt|sign|pow)\s*\())`;
const LABEL = String.raw`\sfor\s.*|(?<!^\s*\d+)#.*|${SLASHES}.*|\[[^\]]*\]`;
const WORDS = 'floor|ceil|round|abs|min|max|pow|sqrt|sign|vs|dc|by|coc|pf2';
const ADVANTAGE = '(?:dis)?adv(?:antage)?|dis';
/** @param {string} words */
const whole = (words) => String.raw`(?<!\p{L})(?:${words})(?!\p{L})`;
const TOKEN = new RegExp(
  String.raw`(?<faces>${OWN_DICE})|(?<label>${LABEL})|(?<dice>${DICE}|${BEHIND_BRACKET}|${whole(ADVANTAGE)})`
  + String.raw`|(?<variable>@[a-z]\w*)|(?<word>${whole(WORDS)})|(?<number>\d+(?:\.\d+)?)`
  + String.raw`|(?<operator>[<>]=?|!=|[-+*/%^(){},#=;])`, 'gisu');

/** @type {readonly TokenKind[]} */
const KINDS = ['faces', 'label', 'dice', 'variable', 'word', 'number', 'operator'];

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
const SIGN = new RegExp(String.raw`#|${SLASHES}`, 'gi');

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
  const sign = new RegExp(SIGN);
  sign.lastIndex = REPEATS.exec(text)?.[0].length ?? 0;
  const found = sign.exec(text);
  if (found !== null && (word === null || found.index < word.index)) {
    return { from: found.index, to: found.index + found[0].length };
  }
  return word === null ? null : { from: word.index, to: word.index + word[0].length };
};

/** Returns the end of the expression, before a label. @param {string} text */
export const endOfRoll = (text) => text.slice(0, labelMark(text)?.from).trimEnd().length;

/**
 * Splits off the label: the text after " for " or after a `//`, or a `#` that is no count of repeats.
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

/** Dice whose count or sides are computed, or that a shorthand or a variable stands for. Not the end of `round(`. */
const WORKED_OUT = /\)\s*d|(?<![a-z])d\s*\(|@/i;

/** The target of a check, whose dice are not among those of the roll. */
const TARGET = /(?<![a-z])(?:vs|dc)(?![a-z]).*|(?:[<>]=?|=)\s*\(?\d*d\d.*/is;

/** After a group, `d1` drops dice. A list of own faces is masked as a label is. */
const POOL = new RegExp(
  String.raw`(?<!\})${NOT_IN_WORD}(?<count>\d*)\s*d\s*(?<faces>\d+|%|f|_+)(?:\.[12])?${MODIFIERS}(?<two>${OF_TWO})`
  + String.raw`|(?<alone>${whole(ADVANTAGE)})`, 'giu');

/** @param {string} faces */
const sidesOf = (faces) => {
  if (faces === '%') return 100;
  return /\d/.test(faces) ? Number(faces) : null;
};

/** @param {string} part one of several results */
const withoutTarget = (part) => part.replace(TARGET, '');

/** @param {number} max @returns {(pool: RegExpExecArray) => { sides: number | null }[]} */
const shapesOf = (max) => ({ groups }) => {
  const { count = '', faces = '', two = '', alone } = groups ?? {};
  if (alone !== undefined || two !== '') return [{ sides: 20 }, { sides: 20 }];
  return Array(Math.min(count === '' ? 1 : Number(count), max + 1)).fill({ sides: sidesOf(faces) });
};

/**
 * Guesses the dice of a roll, to show them before its answer.
 *
 * @param {string} text
 * @param {number} max number of dice
 * @returns {{ sides: number | null }[]} sides null for Fate dice and own faces; empty if unsure
 */
export const diceOf = (text, max) => {
  const expr = withoutLabels(splitLabel(text).expr).split(';').map(withoutTarget).join(';');
  if (WORKED_OUT.test(expr)) return [];
  const once = [...expr.matchAll(POOL)].flatMap(shapesOf(max));
  const times = Number(REPEATS.exec(expr)?.[1] ?? 1);
  const isSure = once.length > 0 && once.length * times <= max && once.every(({ sides }) => sides !== 0);
  if (!isSure) return [];
  return Array(times).fill(once).flat();
};
