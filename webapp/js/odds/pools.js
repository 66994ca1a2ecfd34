// @ts-check
/**
 * Plain rolls: sums of numbers and of dice pools, of which the highest or lowest dice may be kept. The
 * dice are independent and uniform, so mean and deviation are quick to compute. Pure.
 */

/** @typedef {{ sign: 1 | -1, count: number, sides: number, fate: boolean, keep: number, high: boolean }} Pool */
/** @typedef {{ pools: readonly Pool[], constant: number }} PlainRoll */
/** @typedef {{ mean: number, deviation: number }} Moments */

const TERM = /([+-]?)(?:(\d{0,4})d(\d{1,6}|%|f)(?:(kh|kl|dh|dl|k|d)(\d{0,4}))?|(\d{1,9}))/gy;

/** Limit on dice squared times sides of a pool with dropped dice: more would take too long. */
const MAX_KEPT_WORK = 1_000_000;

/** @param {string} word @param {number} least @returns {number} 1 for an empty word */
const numberOf = (word, least) => (word ? Math.max(Number(word), least) : 1);

/** @param {RegExpMatchArray} term @returns {Pool} */
const poolOf = ([, sign, dice, size, clause, amount]) => {
  const count = numberOf(dice, 0);
  const drops = clause?.startsWith('d') ?? false;
  const given = clause === undefined ? count : Math.min(numberOf(amount, 0), count);
  return {
    sign: sign === '-' ? -1 : 1,
    count,
    sides: size === '%' ? 100 : size === 'f' ? 3 : Number(size),
    fate: size === 'f',
    keep: drops ? count - given : given,
    // By default, the highest are kept, and the lowest dropped.
    high: clause === undefined || clause === 'kh' || clause === 'k' || clause === 'dl' || clause === 'd',
  };
};

/**
 * Removes the check from an expression in canonical form that has one.
 *
 * @param {string} expr such as "1d20+5>=15", or "(3d6)>=12"
 * @returns {string} such as "1d20+5", or "3d6"
 */
export const withoutCheck = (expr) => {
  // Modifiers with comparisons are no part of plain rolls, so the first comparison is the check's.
  const text = expr.replace(/\[[^\]]*\]/g, '');
  const roll = text.slice(0, text.search(/[<>=]|$/)).trim();
  return /^\([^()]*\)$/.test(roll) ? roll.slice(1, -1) : roll;
};

/**
 * Reads an expression in canonical form.
 *
 * @param {string} expr
 * @returns {PlainRoll | null} null if it is not a plain roll
 */
export const readPlain = (expr) => {
  const text = expr.replace(/\[[^\]]*\]/g, '').replace(/\s*([+-])\s*/g, '$1').trim().toLowerCase();
  const terms = [...text.matchAll(TERM)];
  if (text === '' || terms.map(([term]) => term).join('') !== text) return null;
  if (terms.some(([, sign], index) => index > 0 && sign === '')) return null;
  const pools = terms.filter((term) => term[6] === undefined).map(poolOf);
  if (pools.some(({ count, sides }) => count < 1 || sides < 1)) return null;
  const constant = terms.reduce((sum, [, sign, , , , , number]) =>
    sum + (number === undefined ? 0 : Number(number) * (sign === '-' ? -1 : 1)), 0);
  return { pools, constant };
};

/** @typedef {{ mass: number, first: number, second: number }} PartialMoments weighted moments of one case */

/** @param {PartialMoments} part @param {PartialMoments} from @param {number} share @param {number} added */
const addShare = (part, from, share, added) => {
  part.mass += share * from.mass;
  part.first += share * (from.first + added * from.mass);
  part.second += share * (from.second + 2 * added * from.first + added * added * from.mass);
};

/** @param {number} dice @returns {PartialMoments[]} */
const emptyParts = (dice) =>
  Array.from({ length: dice + 1 }, () => ({ mass: 0, first: 0, second: 0 }));

/** The probabilities that 0, 1, ... of the dice show a face. @param {number} dice @param {number} chance */
const binomial = (dice, chance) => {
  if (chance === 1) return Array.from({ length: dice + 1 }, (_, hits) => Number(hits === dice));
  let share = (1 - chance) ** dice;
  return Array.from({ length: dice + 1 }, (_, hits) => {
    const now = share;
    share *= ((dice - hits) / (hits + 1)) * (chance / (1 - chance));
    return now;
  });
};

/**
 * Assigns faces from the best one on: each goes to some of the dice that are left.
 *
 * @param {Pool} pool
 */
const keptMoments = ({ count, sides, keep, high }) => {
  let parts = emptyParts(count);
  parts[0].mass = 1;
  for (let left = sides; left > 0; left -= 1) {
    const face = high ? left : sides + 1 - left;
    const next = emptyParts(count);
    parts.forEach((part, dealt) => {
      binomial(count - dealt, 1 / left).forEach((share, hits) => {
        addShare(next[dealt + hits], part, share, face * Math.max(Math.min(hits, keep - dealt), 0));
      });
    });
    parts = next;
  }
  const { first, second } = parts[count];
  return { mean: first, variance: Math.max(second - first * first, 0) };
};

/** @param {Pool} pool */
const poolMoments = (pool) => {
  const { count, sides, keep, fate } = pool;
  const plain = { mean: (count * (sides + 1)) / 2, variance: (count * (sides * sides - 1)) / 12 };
  const { mean, variance } = keep === count ? plain : keptMoments(pool);
  return { mean: fate ? mean - 2 * keep : mean, variance };
};

/**
 * Returns mean and deviation of a plain roll.
 *
 * @param {PlainRoll} roll
 * @returns {Moments | null} null if that would take too long
 */
export const plainMoments = ({ pools, constant }) => {
  if (pools.some(({ count, sides, keep }) => keep < count && count * count * sides > MAX_KEPT_WORK)) {
    return null;
  }
  const moments = pools.map((pool) => ({ sign: pool.sign, ...poolMoments(pool) }));
  return {
    mean: moments.reduce((sum, { sign, mean }) => sum + sign * mean, constant),
    deviation: Math.sqrt(moments.reduce((sum, { variance }) => sum + variance, 0)),
  };
};
