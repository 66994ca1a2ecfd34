// @ts-check
/** Practice rolls in the browser: sums of dice and numbers. Pure apart from the random numbers. */

const TERM = /\s*([-+]?)\s*(?:(\d*)d(\d+|%)(?:k([hl]?)(\d*))?|(\d+))\s*/iy;
const MAX_DICE = 100;
const MAX_SIDES = 1_000_000;

/** `adv` and `d20 adv`, the first d20 of two. */
const OF_TWO = /\b(?:1?d20\s*)?(dis)?(?:adv(?:antage)?)\b|\b(?:1?d20\s*)?dis\b/gi;
/** A check by a word, or by a sign after a sum; after a single pool, a sign would count its dice. */
const CHECK = /^(.*?)(?:\s+(?:vs|dc)\b|(?<=[-+]\s*\d+\s*)([<>]=?|<>|=))\s*([^<>=]*?)(?:\s+by\s*(\d{1,6}))?\s*$/i;

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

/** @param {string} expr @param {RandomInt} randomInt @returns {Part | null} */
const rollSum = (expr, randomInt) => {
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
  return dice.length > MAX_DICE || !Number.isSafeInteger(total) ? null : { total, dice };
};

/** @param {string} op @param {number} margin on the good side of the target */
const isSuccess = (op, margin) => {
  if (op === '=') return margin === 0;
  if (op === '<>') return margin !== 0;
  return op.endsWith('=') ? margin >= 0 : margin > 0;
};

/** @param {string} op @param {number} total @param {Part & { expr: string }} target @param {number} by 0 without steps */
const checkOf = (op, total, target, by) => {
  const margin = op.startsWith('<') && op !== '<>' ? target.total - total : total - target.total;
  return {
    op, target: target.total, success: isSuccess(op, margin), margin,
    // Adding 0 turns -0 into 0.
    ...(by > 0 && { steps: Math.trunc(margin / by) + 0 }),
    ...(target.dice.length > 0 && { against: target }),
  };
};

/** Writes advantage and disadvantage as dice. @param {string} expr */
const inDice = (expr) =>
  expr.replace(OF_TWO, (word, dis) => (dis || /dis$/i.test(word) ? '2d20kl1' : '2d20kh1'));

/**
 * Rolls a sum such as "2d20kh1+5", which may be a check such as "d20+5 vs 15".
 *
 * @param {string} expr
 * @param {RandomInt} randomInt a whole number from 0, below its argument
 * @returns {(Part & { expr: string, check?: ReturnType<typeof checkOf> }) | null} null for any other expression
 */
export const practiceRoll = (expr, randomInt) => {
  const text = expr.trim();
  const [, sum, op = '>=', aim, by = '0'] = CHECK.exec(inDice(text)) ?? [];
  const rolled = rollSum(sum ?? inDice(text), randomInt);
  if (rolled === null || aim === undefined) return rolled && { expr: text, ...rolled };
  const target = rollSum(aim, randomInt);
  return target && { expr: text, ...rolled, check: checkOf(op, rolled.total, { expr: aim, ...target }, Number(by)) };
};
