// @ts-check
/** Reads an engine's roll, which may be any JSON: the gateway does not check it. */

import { isFiniteNumber, isObject, textOrNull } from '../lib/json.js';
import { isCounted } from './die-facts.js';
import { readCheck, readRemarks, readSets, readTally } from './findings.js';
import { isDie, readDie } from './read-die.js';

/** The most dice of a roll that are shown; the rest are only counted. */
export const MAX_DICE_SHOWN = 100;

/** The most dice whose total is explained. */
const MAX_EXPLAINED = 60;

/** The seed engine's answer to everything that it cannot roll. */
const SEED_REFUSAL = 'whaaat?';

/** @typedef {import('./read-die.js').Die} Die */
/** @typedef {import('./findings.js').Check} Check */
/** @typedef {import('./findings.js').Remarks} Remarks */
/** @typedef {import('./findings.js').SymbolCount} SymbolCount */
/** @typedef {import('./findings.js').DiceSet} DiceSet */
/** @typedef {Check & { against?: DiceOutcome }} RolledCheck `against`: the target, if it rolled */
/**
 * @typedef {object} Findings each if there is one
 * @property {string} [expr] of one result of several, or of a target
 * @property {string} [label] of this result
 * @property {RolledCheck} [check]
 * @property {SymbolCount[]} [tally]
 * @property {DiceSet[]} [sets]
 * @property {true} [counted] its total is a number of successes
 * @property {{ expr: string, dice: readonly { value: number, kept?: unknown }[], tree: unknown }} [explained] what `sum.js`
 *   reads to explain the total
 */
/** @typedef {{ kind: 'dice', total: number, dice: Die[], diceCount: number } & Findings & Remarks} DiceOutcome */
/** @typedef {{ kind: 'repeats', results: DiceOutcome[] } & Remarks} RepeatsOutcome of `6#4d6kh3` or `d20;2d6` */
/** @typedef {{ kind: 'refused', text: string }} RefusedOutcome the engine rejected the expression */
/** @typedef {{ kind: 'failed', text: string }} FailedOutcome dice were rolled, but an error is the result */
/** @typedef {{ kind: 'other', text: string }} OtherOutcome JSON of an unknown shape */
/** @typedef {DiceOutcome | RepeatsOutcome | RefusedOutcome | FailedOutcome | OtherOutcome} Outcome */

/** @param {number} total @param {Die[]} dice @returns {DiceOutcome} */
const diceOutcome = (total, dice) =>
  ({ kind: 'dice', total, dice: dice.slice(0, MAX_DICE_SHOWN), diceCount: dice.length });

/** @param {unknown} roll @returns {roll is Record<string, unknown> & { total: number }} */
const hasTotal = (roll) => isObject(roll) && isFiniteNumber(roll.total);

/** @typedef {Record<string, unknown> & { total: number }} Result */

/** @param {Result} roll */
const rawDice = ({ dice }) => (Array.isArray(dice) && dice.every(isDie) ? dice : []);

/** @param {Result} roll */
const readDice = (roll) => rawDice(roll).map(readDie);

/** Whether a total counts successes: all dice do. @param {Result} roll */
const countsSuccesses = (roll) => {
  const dice = rawDice(roll);
  return dice.length > 0 && dice.every(isCounted);
};

/** @param {unknown} value @returns {RolledCheck | null} */
const readRolledCheck = (value) => {
  const check = readCheck(value);
  if (check === null || !isObject(value) || !hasTotal(value.against)) return check;
  const { against } = value;
  return { ...check, against: { ...diceOutcome(against.total, readDice(against)), ...exprOf(against) } };
};

/** @param {Result} roll @returns {{ expr?: string }} */
const exprOf = ({ expr }) => (typeof expr === 'string' && expr !== '' ? { expr } : {});

/** @param {Result} roll @returns {Findings} */
const readFindings = (roll) => {
  const { tree } = roll;
  const { expr = '' } = exprOf(roll);
  const dice = rawDice(roll);
  const label = textOrNull(roll.label);
  const check = readRolledCheck(roll.check);
  const tally = readTally(roll.tally);
  const sets = readSets(roll.sets);
  return {
    ...(label && { label }),
    ...(check && { check }),
    ...(tally && { tally }),
    ...(sets && { sets }),
    ...(countsSuccesses(roll) && { counted: /** @type {const} */ (true) }),
    // More dice are not explained, and a long log must not keep their trees.
    ...(isObject(tree) && dice.length <= MAX_EXPLAINED && { explained: { expr, dice, tree } }),
  };
};

/** @param {Result} roll @returns {DiceOutcome} */
const readTotal = (roll) => ({ ...diceOutcome(roll.total, readDice(roll)), ...readFindings(roll) });

/** @param {Result} roll one of several */
const readPart = (roll) => ({ ...readTotal(roll), ...exprOf(roll) });

/**
 * Reads a roll. Never throws: unknown shapes are shown as JSON. It takes all dice or none: a part would
 * be misleading.
 *
 * @param {unknown} roll
 * @returns {Outcome}
 */
export const readRoll = (roll) => {
  if (Array.isArray(roll) && roll.every(isFiniteNumber)) {
    const total = roll.reduce((sum, value) => sum + value, 0);
    return diceOutcome(total, roll.map((value) => ({ sides: null, value, kept: true })));
  }
  if (hasTotal(roll)) return { ...readTotal(roll), ...readRemarks(roll) };
  if (isObject(roll) && Array.isArray(roll.rolls) && roll.rolls.every(hasTotal)) {
    return { kind: 'repeats', results: roll.rolls.map(readPart), ...readRemarks(roll) };
  }
  if (isObject(roll) && isObject(roll.error) && typeof roll.error.message === 'string') {
    return { kind: 'failed', text: `No result: ${roll.error.message}` };
  }
  if (roll === SEED_REFUSAL) {
    return { kind: 'refused', text: 'The engine does not understand this roll.' };
  }
  return { kind: 'other', text: JSON.stringify(roll) ?? 'An empty answer.' };
};

/** @param {Outcome} outcome @returns {DiceOutcome[]} its results, if it has any */
export const resultsOf = (outcome) => {
  if (outcome.kind === 'dice') return [outcome];
  return outcome.kind === 'repeats' ? outcome.results : [];
};

/** @param {Outcome | null} outcome @returns {DiceOutcome | undefined} its result, if it has exactly one */
export const onlyResult = (outcome) => {
  const results = outcome === null ? [] : resultsOf(outcome);
  return results.length === 1 ? results[0] : undefined;
};

/** Whether its dice are real ones, whose faces a player entered. @param {Outcome | null} outcome */
export const isByHand = (outcome) => outcome !== null && 'byHand' in outcome;

/** @param {Outcome} outcome @returns {Die[]} the dice of all its results */
export const diceIn = (outcome) => resultsOf(outcome).flatMap(({ dice }) => dice);
