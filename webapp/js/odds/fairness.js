// @ts-check
/** Whether dice are fair: a chi-square test for each kind of die. Pure. */

import { chiSquareTail, noncentralTail, solveDecreasing } from './gamma.js';
import { exprOfResult, resultsOfRow, seenRows } from './observed.js';
import { readPlain, withoutCheck } from './pools.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../roll/outcome.js').Die} Die */
/** @typedef {import('../roll/outcome.js').DiceOutcome} DiceOutcome */
/** @typedef {import('./pools.js').Pool} Pool */
/**
 * @typedef {object} DieFairness
 * @property {string} name `d20`
 * @property {number} sides
 * @property {number} lowest its lowest face
 * @property {readonly number[]} counts frequency of each face, from the lowest
 * @property {number} rolls
 * @property {number} statistic chi-square
 * @property {number | null} p probability that fair dice are at least this uneven; null for too few rolls
 * @property {number} minRolls that the test needs
 */

/** The test is valid from this expected frequency of each face on. */
const MIN_EXPECTED = 5;

/** The significance level. */
const LEVEL = 0.05;

/** Larger dice would never have enough rolls. */
const MAX_SIDES = 1000;

/** @typedef {{ name: string, sides: number, lowest: number }} Kind */

/** @param {{ sides: number, fate: boolean }} pool @returns {Kind} */
const kindOf = ({ sides, fate }) =>
  (fate ? { name: 'dF', sides: 3, lowest: -1 } : { name: `d${sides}`, sides, lowest: 1 });

/** @param {Die} die @param {readonly Pool[]} pools @returns {Kind} */
const kindOfDie = ({ sides, fate }, pools) => {
  if (fate) return kindOf({ sides: 3, fate });
  // Some engines send no sides; if all dice are of one kind, the expression has them.
  return sides === null ? kindOf(pools[0]) : kindOf({ sides, fate: false });
};

/**
 * Returns the dice of a result if it is complete. Some engines omit dropped dice, whose faces the
 * test would miss.
 *
 * @param {DiceOutcome} result
 * @param {readonly Pool[]} pools
 * @returns {{ kind: Kind, value: number }[]}
 */
const diceOfResult = ({ dice, diceCount }, pools) => {
  const expected = pools.reduce((sum, { count }) => sum + count, 0);
  const identified = dice.every(({ sides, fate }) => fate || sides !== null) || pools.length === 1;
  if (dice.length !== expected || diceCount !== expected || !identified) return [];
  return dice.map((die) => ({ kind: kindOfDie(die, pools), value: die.value }));
};

/** @param {Row} row */
const diceOfRow = (row) => resultsOfRow(row).flatMap((result) => {
  const expr = exprOfResult(row, result);
  const plain = readPlain(result.check ? withoutCheck(expr) : expr);
  // Faces of their own may repeat, or have no number.
  return plain === null || result.dice.some(({ own }) => own) ? [] : diceOfResult(result, plain.pools);
});

/** @param {Kind} kind @param {readonly number[]} counts @returns {DieFairness} */
const test = (kind, counts) => {
  const rolls = counts.reduce((sum, count) => sum + count, 0);
  const expected = rolls / kind.sides;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2, 0) / (expected || 1);
  const minRolls = MIN_EXPECTED * kind.sides;
  const p = rolls < minRolls ? null : chiSquareTail(statistic, kind.sides - 1);
  return { ...kind, counts, rolls, statistic, p, minRolls };
};

/**
 * Tests every kind of die in plain rolls.
 *
 * @param {readonly Row[]} rows
 * @returns {DieFairness[]} by their sides
 */
export const fairnessOf = (rows) => {
  /** @type {Map<string, { kind: Kind, counts: number[] }>} */
  const kinds = new Map();
  for (const { kind, value } of seenRows(rows).flatMap(diceOfRow)) {
    const index = value - kind.lowest;
    if (kind.sides < 2 || kind.sides > MAX_SIDES) continue;
    if (!(Number.isInteger(index) && index >= 0 && index < kind.sides)) continue;
    const { counts } = kinds.get(kind.name) ?? { counts: Array(kind.sides).fill(0) };
    counts[index] += 1;
    kinds.set(kind.name, { kind, counts });
  }
  return [...kinds.values()].map(({ kind, counts }) => test(kind, counts))
    .sort((one, other) => one.sides - other.sides);
};

/** @param {number} sides */
const critical = (sides) => solveDecreasing((value) => chiSquareTail(value, sides - 1), LEVEL);

/**
 * Returns the power of the test: the probability that a number of rolls exposes a die that never
 * shows one of its faces, and all others equally often.
 *
 * @param {number} sides from 2
 * @param {number} rolls
 */
export const power = (sides, rolls) =>
  noncentralTail(critical(sides), sides - 1, rolls / (sides - 1));

/**
 * Returns the number of rolls that exposes such a die in 8 of 10 cases.
 *
 * @param {number} sides from 2
 */
export const rollsNeeded = (sides) => {
  const value = critical(sides);
  return Math.ceil(solveDecreasing((rolls) => 1 - noncentralTail(value, sides - 1, rolls / (sides - 1)), 0.2));
};
