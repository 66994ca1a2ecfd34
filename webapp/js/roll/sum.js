// @ts-check
/** How a total comes about: its terms, and its sums by label, such as types of damage. Pure; reads any JSON. */

import { isFiniteNumber, isObject, textOrNull } from '../lib/json.js';
import { MAX_LABEL_CHARS } from '../lib/plain-text.js';

/** @typedef {{ name: string, total: number }} LabelTotal */
/** @typedef {{ value: number, kept?: unknown }} SummedDie */
/** @typedef {{ from: number, to: number, total: number }} Span of a part in the expression */
/** @typedef {Span & { dice: number[] }} DicePart */
/** @typedef {Span & { names: string[] }} LabelledPart */

/** More terms are no explanation any more. */
const MAX_TERMS = 12;
/** The engine's limits are lower. */
const MAX_DEPTH = 64;
const MAX_LABELS = 20;

/** What sums and products consist of. */
const ARITHMETIC = /^[-\d\s.+*/()]*$/;
const OPERATORS = Object.freeze({ '+': ' + ', '-': ' − ', '*': ' × ', '/': ' ÷ ' });

/** @param {Record<string, unknown>} node @returns {Span | null} */
const spanOf = ({ pos, len, total }) => (isFiniteNumber(pos) && isFiniteNumber(len) && isFiniteNumber(total)
  ? { from: pos, to: pos + len, total } : null);

/** Collects dice and labelled parts, each in the order of the expression. @param {unknown} tree */
const partsOf = (tree) => {
  /** `isSum`: whether the labelled parts are terms of a sum or difference. @type {{ dice: DicePart[], labelled: LabelledPart[], isSum: boolean }} */
  const found = { dice: [], labelled: [], isSum: true };
  /** @param {unknown} node @param {number} depth @param {boolean} isTerm whether only additions are above it */
  const walk = (node, depth, isTerm) => {
    const span = isObject(node) ? spanOf(node) : null;
    if (!isObject(node) || span === null || depth > MAX_DEPTH) return;
    const { type, dice, labels, parts } = node;
    const names = type === 'label' && Array.isArray(labels) ? labels.map((label) => textOrNull(label) ?? '') : [];
    if (names.length > 0) {
      found.labelled.push({ ...span, names });
      found.isSum &&= isTerm;
    }
    if (type === 'dice' && Array.isArray(dice)) found.dice.push({ ...span, dice: dice.map(Number) });
    else if (Array.isArray(parts)) parts.forEach((part) => walk(part, depth + 1, isTerm && type === 'arithmetic'));
  };
  walk(tree, 0, true);
  return found;
};

/** @param {string} expr @param {Span} span @returns {[string, string]} the characters beside it, without blanks and brackets */
const beside = (expr, { from, to }) => [
  expr.slice(0, from).replace(/[\s(]+$/, '').slice(-1),
  expr.slice(to).replace(/\[[^\]]*\]/g, '').replace(/^[\s)]+/, '').charAt(0),
];

/** @param {readonly number[]} values @returns {string} such as "4 + 2 − 1" */
const joined = (values) => values.map((value, at) => {
  const size = Math.abs(value);
  if (at === 0) return value < 0 ? `−${size}` : `${size}`;
  return `${value < 0 ? ' − ' : ' + '}${size}`;
}).join('');

/** @param {string} expr @param {DicePart} part @param {readonly SummedDie[]} dice @returns {{ text: string, terms: number } | null} */
const termsOf = (expr, part, dice) => {
  const [from, to] = part.dice;
  const values = dice.slice(from, to).filter(({ kept }) => kept !== false).map(({ value }) => value);
  if (values.length === 0 || values.reduce((sum, value) => sum + value, 0) !== part.total) return null;
  const text = joined(values);
  const [before, after] = beside(expr, part);
  const isEnclosed = expr[part.from - 1] === '(' && expr[part.to] === ')';
  const isBound = values.length > 1 && !isEnclosed && ('-*/'.includes(before || '+') || '*/'.includes(after || '+'));
  return { text: isBound ? `(${text})` : text, terms: values.length };
};

/** @param {string} text between the dice @returns {string} */
const spaced = (text) => text.replace(/\s*([-+*/])\s*/g, (_, sign) => OPERATORS[/** @type {'+'} */ (sign)]);

/**
 * Returns the terms of a total.
 *
 * @param {string} expr canonical
 * @param {readonly SummedDie[]} dice
 * @param {unknown} tree
 * @returns {string} such as "4 + 2 + 3"; empty for a single term, for many, and for more than sums and products
 */
export const sumText = (expr, dice, tree) => {
  const parts = partsOf(tree).dice;
  let [text, at, terms] = ['', 0, 0];
  for (const part of parts) {
    const made = termsOf(expr, part, dice);
    const between = expr.slice(at, part.from).replace(/\[[^\]]*\]/g, '');
    if (made === null || !ARITHMETIC.test(between)) return '';
    text += spaced(between) + made.text;
    at = part.to;
    terms += made.terms;
  }
  const rest = expr.slice(at).replace(/\[[^\]]*\]/g, '');
  if (terms === 0 || terms > MAX_TERMS || !ARITHMETIC.test(rest)) return '';
  const whole = (text + spaced(rest)).trim();
  return /[ (]/.test(whole) ? whole : '';
};

/**
 * Sums the labelled parts of a roll, such as types of damage.
 *
 * @param {string} expr canonical
 * @param {number} total
 * @param {unknown} tree
 * @returns {LabelTotal[]} by label, what has none at the end as ''; empty if nothing has a label, or it is no sum
 */
export const labelTotals = (expr, total, tree) => {
  const { labelled, isSum } = partsOf(tree);
  // In brackets a sign has another meaning than in front of the part.
  if (!isSum || /-\s*\(/.test(expr)) return [];
  /** @type {Map<string, number>} */
  const totals = new Map();
  let rest = total;
  for (const part of labelled) {
    const [before, after] = beside(expr, part);
    if ('*/^'.includes(before || '+') || '*/^'.includes(after || '+')) return [];
    const own = before === '-' ? -part.total : part.total;
    const name = part.names.join(', ').slice(0, MAX_LABEL_CHARS);
    totals.set(name, (totals.get(name) ?? 0) + own);
    rest -= own;
  }
  if (totals.size === 0 || totals.size > MAX_LABELS) return [];
  return [...totals, ...(rest === 0 ? [] : [/** @type {[string, number]} */ (['', rest])])]
    .map(([name, sum]) => ({ name, total: sum }));
};

/** @param {readonly LabelTotal[]} totals @returns {string} such as "fire 7, cold 4" */
export const labelTotalsText = (totals) =>
  totals.map(({ name, total }) => `${name || 'other'} ${total}`.replace(' -', ' −')).join(', ');

/** @param {import('./outcome.js').DiceOutcome} result @returns {string} such as "4 + 2 + 3 = 9"; empty if there is nothing to explain */
export const sumOf = ({ explained, counted, total }) => {
  const text = explained === undefined || counted ? '' : sumText(explained.expr, explained.dice, explained.tree);
  return text && `${text} = ${String(total).replace('-', '−')}`;
};

/** @param {import('./outcome.js').DiceOutcome} result @returns {string} such as "fire 7, cold 4"; empty without labels */
export const typesOf = ({ explained, total }) =>
  (explained === undefined ? '' : labelTotalsText(labelTotals(explained.expr, total, explained.tree)));
