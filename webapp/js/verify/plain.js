// @ts-check
/** One pool of dice, of which some may be kept, and a number beside it: all that the page computes again. Pure. */

import { MAX_SIDES } from './faces.js';

/** @typedef {Record<string, unknown>} Json */
/** @typedef {{ count: number, sides: number, end: string, keep: number, plus: number }} Plain `end`: `h` or `l`; empty if all dice are kept */

const PLAIN = /^\s*(\d{0,5})d(\d{1,10})(?:k([hl])(\d{1,5}))?\s*(?:([+-])\s*(\d{1,9}))?\s*$/;

/** What a roll of plain dice does not have. */
const OTHERS = ['rolls', 'check', 'tally', 'sets', 'by'];

/** The members of a plain die. */
const DIE = ['sides', 'value', 'kept'];

/** @param {string} expr @returns {Plain | null} */
const readPlain = (expr) => {
  const [, many, faces, end = '', kept, sign, beside] = PLAIN.exec(expr) ?? [];
  const count = Number(many || 1);
  const sides = Number(faces ?? 0);
  const keep = end === '' ? count : Number(kept);
  if (sides < 1 || sides > MAX_SIDES || keep < 1 || keep > count) return null;
  return { count, sides, end, keep, plus: Number(beside ?? 0) * (sign === '-' ? -1 : 1) };
};

/** Whether the page computes the result again. @param {string} expr */
export const isPlain = (expr) => readPlain(expr) !== null;

/** Returns the values that count, in an order that is the same for the same values. @param {number[]} values @param {Plain} plain */
const counted = (values, { end, keep }) => {
  const sorted = [...values].sort((a, b) => (end === 'l' ? a - b : b - a));
  return sorted.slice(0, keep);
};

/** Compares the result of plain dice with its expression; that of others is right. @param {Json} roll @param {Json[]} dice @param {string} expr @returns {string} what is wrong */
export const checkPlain = (roll, dice, expr) => {
  const plain = readPlain(expr);
  if (plain === null) return '';
  if (OTHERS.some((name) => name in roll)) return 'it has more than plain dice have';
  const isOfPool = (/** @type {Json} */ die) => die.sides === plain.sides && Object.keys(die).every((name) => DIE.includes(name));
  if (dice.length !== plain.count || !dice.every(isOfPool)) return 'its dice are not those of its expression';
  const kept = dice.filter((die) => die.kept === true);
  const expected = counted(dice.map(({ value }) => Number(value)), plain);
  const isKept = counted(kept.map(({ value }) => Number(value)), plain).join() === expected.join() && kept.length === plain.keep;
  if (!isKept) return 'other dice are kept than its expression says';
  return roll.total === expected.reduce((sum, value) => sum + value, plain.plus) ? '' : 'its total is not the sum of its dice';
};

/** Whether the text of plain dice is as our engines write it, or there is none. @param {Json} roll @param {Json[]} dice @param {string} expr */
export const hasPlainText = ({ text, total }, dice, expr) => {
  const plain = readPlain(expr);
  if (plain === null || text === undefined) return true;
  const { count, sides, end, keep, plus } = plain;
  const pool = `${count}d${sides}${end === '' ? '' : `k${end}${keep}`}`;
  const values = dice.map(({ value, kept }) => (kept === true ? value : `~~${value}~~`)).join(', ');
  const beside = plus === 0 ? '' : ` ${plus < 0 ? '-' : '+'} ${Math.abs(plus)}`;
  return text === `${pool}[${values}]${beside} = ${total}`;
};
