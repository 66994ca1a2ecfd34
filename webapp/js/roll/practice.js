// @ts-check
/** Practice rolls in the browser: sums of dice and numbers. Pure apart from the random numbers. */

const TERM = /\s*([-+]?)\s*(?:(\d*)d(\d+|%)(?:k([hl]?)(\d*))?|(\d+))\s*/iy;
const MAX_DICE = 100;
const MAX_SIDES = 1_000_000;

/** @typedef {(below: number) => number} RandomInt */
/** @typedef {{ sides: number, value: number, kept: boolean }} Die */
/** @typedef {{ total: number, dice: Die[] }} Part */

/** Marks the dice of a pool that are kept. @param {number[]} values @param {string} end @param {number} keep */
const marked = (values, end, keep) => {
  const order = values.map((_, index) => index)
    .sort((a, b) => (end === 'l' ? values[a] - values[b] : values[b] - values[a]));
  const kept = new Set(order.slice(0, keep));
  return values.map((_, index) => kept.has(index));
};

/** @param {RegExpExecArray} term @param {RandomInt} randomInt @returns {Part | null} */
const rollTerm = ([, sign, count, faces, end, keep, number], randomInt) => {
  const factor = sign === '-' ? -1 : 1;
  if (number !== undefined) return { total: factor * Number(number), dice: [] };
  const many = count === '' ? 1 : Number(count);
  const sides = faces === '%' ? 100 : Number(faces);
  if (many > MAX_DICE || sides < 1 || sides > MAX_SIDES) return null;
  const values = Array.from({ length: many }, () => 1 + randomInt(sides));
  const kept = marked(values, (end ?? '').toLowerCase(), end === undefined ? many : Number(keep || 1));
  const dice = values.map((value, index) => ({ sides, value, kept: kept[index] }));
  const sum = dice.reduce((total, die) => total + (die.kept ? die.value : 0), 0);
  return { total: factor * sum, dice };
};

/**
 * Rolls a sum such as "2d20kh1+5".
 *
 * @param {string} expr
 * @param {RandomInt} randomInt a whole number from 0, below its argument
 * @returns {{ expr: string, total: number, dice: Die[] } | null} null for any other expression
 */
export const practiceRoll = (expr, randomInt) => {
  /** @type {Part[]} */
  const parts = [];
  const term = new RegExp(TERM);
  while (term.lastIndex < expr.length) {
    const match = term.exec(expr);
    if (match === null || (parts.length > 0 && match[1] === '')) return null;
    const part = rollTerm(match, randomInt);
    if (part === null) return null;
    parts.push(part);
  }
  if (parts.length === 0) return null;
  const dice = parts.flatMap((part) => part.dice);
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  if (dice.length > MAX_DICE || !Number.isSafeInteger(total)) return null;
  return { expr: expr.trim(), total, dice };
};
