// @ts-check
/** Reads an engine's roll, which may be any JSON: the gateway does not check it. */

import { countOrNull, isFiniteNumber, isObject, readList, textOrNull } from '../lib/json.js';
import { readCheck, readRemarks, readSets, readTally } from './findings.js';

/** The most dice of a roll that are shown; the rest are only counted. */
export const MAX_DICE_SHOWN = 100;

/** The seed engine's answer to everything that it cannot roll. */
const SEED_REFUSAL = 'whaaat?';

/**
 * @typedef {object} Die
 * @property {number | null} sides null if unknown
 * @property {number} value the number that it shows
 * @property {boolean} kept
 * @property {boolean} [fate] a die of Fate: -1, 0 or 1
 * @property {boolean} [own] its faces are listed in the expression
 * @property {string} [face] the symbols on its face, such as `success+advantage`
 * @property {number[]} [unusedTens] of a d100 with bonus or penalty dice
 */
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
 */
/** @typedef {{ kind: 'dice', total: number, dice: Die[], diceCount: number } & Findings & Remarks} DiceOutcome */
/** @typedef {{ kind: 'repeats', results: DiceOutcome[] } & Remarks} RepeatsOutcome of `6#4d6kh3` or `d20;2d6` */
/** @typedef {{ kind: 'refused', text: string }} RefusedOutcome the engine rejected the expression */
/** @typedef {{ kind: 'failed', text: string }} FailedOutcome dice were rolled, but an error is the result */
/** @typedef {{ kind: 'other', text: string }} OtherOutcome JSON of an unknown shape */
/** @typedef {DiceOutcome | RepeatsOutcome | RefusedOutcome | FailedOutcome | OtherOutcome} Outcome */

/** @param {unknown} die @returns {die is Record<string, unknown> & { value: number }} */
const isDie = (die) => isObject(die) && isFiniteNumber(die.value);

/**
 * Returns the number that the die shows. Where successes are counted, that is not its value, but its
 * number or its only face.
 *
 * @param {Record<string, unknown> & { value: number }} die
 */
const shownNumber = ({ value, number, faces, clamped, penetrated, subtracted }) => {
  if (isFiniteNumber(number)) return number;
  const shown = Array.isArray(faces) && faces.length === 1 && !clamped && !penetrated && !subtracted;
  return shown && isFiniteNumber(faces[0]) ? faces[0] : value;
};

/** Longer faces are not of Dicegate's engine. */
const MAX_FACE_CHARS = 200;

/** @param {unknown} face @returns {string | null} */
const readFace = (face) => {
  const text = textOrNull(face);
  return text === null || text === '' || text.length > MAX_FACE_CHARS ? null : text;
};

/** @param {Record<string, unknown> & { value: number }} die @returns {Die} */
const readDie = (die) => {
  const face = readFace(die.face);
  const unusedTens = readList(die.unusedTens, countOrNull);
  return {
    sides: die.fate === true ? null : countOrNull(die.sides) || null,
    value: shownNumber(die),
    kept: die.kept !== false,
    ...(die.fate === true && { fate: true }),
    ...((die.custom === true || face !== null) && { own: true }),
    ...(face !== null && { face }),
    ...(unusedTens.length > 0 && { unusedTens }),
  };
};

/** @param {number} total @param {Die[]} dice @returns {DiceOutcome} */
const diceOutcome = (total, dice) =>
  ({ kind: 'dice', total, dice: dice.slice(0, MAX_DICE_SHOWN), diceCount: dice.length });

/** @param {unknown} roll @returns {roll is Record<string, unknown> & { total: number }} */
const hasTotal = (roll) => isObject(roll) && isFiniteNumber(roll.total);

/** @typedef {Record<string, unknown> & { total: number }} Result */

/** @param {Result} roll */
const readDice = ({ dice }) => (Array.isArray(dice) && dice.every(isDie) ? dice.map(readDie) : []);

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
  const label = textOrNull(roll.label);
  const check = readRolledCheck(roll.check);
  const tally = readTally(roll.tally);
  const sets = readSets(roll.sets);
  return {
    ...(label && { label }),
    ...(check && { check }),
    ...(tally && { tally }),
    ...(sets && { sets }),
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

/** Whether its dice are real ones, whose faces a player entered. @param {Outcome | null} outcome */
export const isByHand = (outcome) => outcome !== null && 'byHand' in outcome;

/** @param {Outcome} outcome @returns {Die[]} the dice of all its results */
export const diceIn = (outcome) => resultsOf(outcome).flatMap(({ dice }) => dice);
