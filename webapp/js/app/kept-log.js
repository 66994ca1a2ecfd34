// @ts-check
/** The log of rolls that no table keeps, from one visit to the next. Pure; reads any JSON. */

import { countOrNull, isObject, readList, textOrNull } from '../lib/json.js';
import { readRoll } from '../roll/outcome.js';
import { PLAIN_ROW } from '../state/model.js';

/** @typedef {import('../state/model.js').Row} Row */

/** The most rolls that are kept, and the longest of them: a browser gives a site some megabytes. */
const MAX_ROLLS = 60;
const MAX_ROLL_CHARS = 6000;

/** @param {Row} row whether the browser is the only one that has it */
export const isOwn = ({ status, frame, seq, animating }) => status === 'rolled' && frame !== null && seq === null && !animating;

/** @typedef {{ expr: string, label: string, at: number, roll: unknown }} Kept */

/** The lengths of rolls, which are looked at whenever the log changes. @type {WeakMap<object, number>} */
const lengths = new WeakMap();

/** @param {object} frame */
const lengthOf = (frame) => {
  const known = lengths.get(frame) ?? JSON.stringify(frame).length;
  lengths.set(frame, known);
  return known;
};

/** Tells rolls apart. @param {Row} row */
const idOf = ({ atMs, expr }) => `${atMs} ${expr}`;

/**
 * Returns what to keep of a log. Proofs are left out: the commitments that they belong to end with the page.
 *
 * @param {readonly Row[]} rows newest first
 * @param {readonly Row[]} [before] what was kept, by this page or by another tab
 * @returns {Kept[]} newest first
 */
export const keptOf = (rows, before = []) => {
  const own = rows.filter(isOwn);
  const known = new Set(own.map(idOf));
  return [...own, ...before.filter((row) => !known.has(idOf(row)))]
    .filter(({ frame }) => frame !== null && lengthOf(frame) <= MAX_ROLL_CHARS)
    .sort((one, other) => other.atMs - one.atMs).slice(0, MAX_ROLLS)
    .map(({ expr, label, atMs, frame }) => ({ expr, label, at: atMs, roll: frame?.roll }));
};

/** @param {unknown} value @returns {Row | null} without its key */
const readRow = (value) => {
  if (!isObject(value)) return null;
  const expr = textOrNull(value.expr);
  const atMs = countOrNull(value.at);
  if (!expr || atMs === null || value.roll === undefined) return null;
  const { roll } = value;
  const outcome = readRoll(roll);
  if (outcome.kind === 'other' || outcome.kind === 'refused') return null;
  return { ...PLAIN_ROW, expr, label: textOrNull(value.label) ?? '', atMs, status: 'rolled', outcome, frame: { type: 'result', roll } };
};

/** Returns the rows of a kept log. @param {unknown} value @returns {readonly Row[]} newest first */
export const readKept = (value) =>
  readList(value, readRow).slice(0, MAX_ROLLS).map((row, index) => ({ ...row, key: `kept-${index}` }));
