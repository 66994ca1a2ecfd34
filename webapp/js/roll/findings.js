// @ts-check
/** What a roll is found to be beyond its total: a check, a tally, sets, notes. Reads any JSON. */

import { countOrNull, isFiniteNumber, isObject, readList, textOrNull } from '../lib/json.js';

/** @typedef {'>=' | '>' | '<=' | '<' | '=' | '<>'} Comparison */
/**
 * @typedef {object} Check
 * @property {Comparison} op
 * @property {number | null} target
 * @property {boolean} success
 * @property {number | null} margin how far on the good side of the target; negative on the bad one
 * @property {number | null} steps whole steps by which it succeeded; negative if it failed
 * @property {string} degree empty without degrees
 */
/** @typedef {{ name: string, count: number }} SymbolCount of a symbol on the faces of dice */
/** @typedef {{ width: number, height: number }} DiceSet this many dice show this value */
/** @typedef {{ text: string, expr: string }} Note `expr` is a roll to try instead; may be empty */

/** @type {readonly Comparison[]} */
const COMPARISONS = ['>=', '>', '<=', '<', '=', '<>'];

/** Longer texts are not from Dicegate's engine, and would push the log away. */
const MAX_TEXT_CHARS = 400;
const MAX_SYMBOLS = 20;
const MAX_SETS = 50;
const MAX_NOTES = 4;

/** @param {unknown} value */
const numberOrNull = (value) => (isFiniteNumber(value) ? value : null);

/** @param {unknown} value @returns {string} empty if it is no text of this length */
const shortText = (value) => {
  const text = textOrNull(value) ?? '';
  return text.length <= MAX_TEXT_CHARS ? text : '';
};

/** @param {unknown} value @returns {Check | null} null without success or failure */
export const readCheck = (value) => {
  if (!isObject(value) || typeof value.success !== 'boolean') return null;
  const { success, degree } = value;
  return {
    op: COMPARISONS.find((op) => op === value.op) ?? '>=',
    target: numberOrNull(value.target),
    success,
    margin: numberOrNull(value.margin),
    steps: numberOrNull(value.steps),
    degree: isObject(degree) ? shortText(degree.name) : '',
  };
};

/** @param {unknown} value @returns {SymbolCount[] | null} */
export const readTally = (value) => {
  if (!isObject(value)) return null;
  return Object.entries(value)
    .flatMap(([name, count]) => (isFiniteNumber(count) && name.length <= MAX_TEXT_CHARS ? [{ name, count }] : []))
    .slice(0, MAX_SYMBOLS);
};

/** @param {unknown} value @returns {DiceSet | null} */
const readSet = (value) => {
  if (!isObject(value)) return null;
  const width = countOrNull(value.width);
  const height = numberOrNull(value.height);
  return width === null || height === null ? null : { width, height };
};

/** @param {unknown} value @returns {DiceSet[] | null} */
export const readSets = (value) =>
  (Array.isArray(value) ? readList(value, readSet).slice(0, MAX_SETS) : null);

/** @param {unknown} value @returns {Note | null} */
const readNote = (value) => {
  if (!isObject(value)) return null;
  const text = shortText(value.text);
  return text === '' ? null : { text, expr: shortText(value.expr) };
};

/**
 * @typedef {object} Remarks about the whole text, each if there is one
 * @property {Note[]} [notes]
 * @property {string} [shorthand]
 * @property {true} [byHand] its dice are real ones, whose faces a player entered
 */

/** @param {Record<string, unknown>} roll the outermost object @returns {Remarks} */
export const readRemarks = (roll) => {
  const notes = readList(roll.notes, readNote).slice(0, MAX_NOTES);
  const shorthand = shortText(roll.shorthand);
  return {
    ...(notes.length > 0 && { notes }),
    ...(shorthand !== '' && { shorthand }),
    ...(roll.by === 'hand' && { byHand: /** @type {const} */ (true) }),
  };
};
