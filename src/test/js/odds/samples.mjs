/** Odds and rows for the tests. */

/** @param {number} sides @param {number} dice */
export const outcomesOf = (dice, sides) => {
  let ways = new Map([[0, 1]]);
  for (let die = 0; die < dice; die += 1) {
    const next = new Map();
    for (const [total, count] of ways) {
      for (let face = 1; face <= sides; face += 1) {
        next.set(total + face, (next.get(total + face) ?? 0) + count / sides);
      }
    }
    ways = next;
  }
  return [...ways];
};

export const oddsJson = (dice, sides, more = {}) => ({
  expr: `${dice}d${sides}`, exact: true, min: dice, max: dice * sides, mean: (dice * (sides + 1)) / 2,
  deviation: Math.sqrt((dice * (sides * sides - 1)) / 12), meanExact: '7', tail: 0,
  outcomeCount: dice * (sides - 1) + 1, outcomes: outcomesOf(dice, sides), ...more,
});

let serial = 0;

/** A row with dice. @param {string} expr @param {number} total @param {number[][]} dice sides, value */
export const row = (expr, total, dice = [], more = {}) => ({
  key: `k${serial += 1}`, id: null, seq: null, expr, label: '', by: null, mine: true, to: 'all',
  status: 'rolled', animating: false, practice: false, reveals: null,
  outcome: {
    kind: 'dice', total, diceCount: dice.length,
    dice: dice.map(([sides, value, kept = true]) => ({ sides, value, kept })),
  },
  ...more,
});

/** Numbers that look random and are the same each time, from 0 to 1. @param {number} seed */
export const randomFrom = (seed) => {
  let state = seed;
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};
