// @ts-check
/** A log as JSON, as CSV, and as the lines of a printed page. Pure. */

import { csvOf } from '../lib/csv.js';
import { countOrNull, isObject, textOrNull } from '../lib/json.js';
import { isByHand, readRoll } from './outcome.js';
import { spokenOutcome } from './wording.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {Record<string, unknown>} Entry of a log: a frame as it was received, or a row of the page */
/** @typedef {{ table: string | null, exportedAtMs: number, entries: readonly unknown[], commitments?: readonly unknown[], present?: readonly unknown[] }} Log oldest first */
/**
 * @typedef {object} LogLine
 * @property {string} seq its position at the table; empty without one
 * @property {string} time ISO 8601, in UTC
 * @property {string} player
 * @property {string} to who saw it
 * @property {string} label
 * @property {string} expression
 * @property {string} result
 * @property {string} text what the engine wrote
 * @property {string} by 'hand' if real dice were entered, else empty
 */

/** @type {readonly (keyof LogLine)[]} */
const COLUMNS = ['seq', 'time', 'player', 'to', 'label', 'expression', 'result', 'text', 'by'];

const HIDDEN = 'hidden';

/** The last moment that a date can be: 275,760 years after 1970. */
const MAX_MS = 8.64e15;

/**
 * Returns a roll away from tables, as it was received; or a row of which the page has no frame: a practice
 * roll, or one of a table that the player has left.
 *
 * @param {Row} row
 * @returns {Entry}
 */
const entryOf = ({ frame, atMs, by, to, label, expr, practice, outcome }) => {
  const known = { at: atMs, to, ...(label && { label }) };
  if (frame !== null) return { ...frame, ...known };
  return {
    type: 'row', ...known, ...(by && { by }), expr, ...(practice && { practice }),
    ...(outcome === null ? { hidden: true } : { outcome }),
  };
};

/** Returns the page's own log with its rows. @param {readonly Row[]} rows newest first @returns {{ row: Row, entry: Entry }[]} oldest first */
export const ownLogOf = (rows) => rows
  .filter(({ status, animating }) => (status === 'rolled' || status === 'hidden') && !animating)
  .map((row) => ({ row, entry: entryOf(row) })).reverse();

/** Returns the page's own log. @param {readonly Row[]} rows newest first @returns {Entry[]} oldest first */
export const entriesOf = (rows) => ownLogOf(rows).map(({ entry }) => entry);

/** Returns a log as JSON: every member of each frame is there, known or not. @param {Log} log */
export const logAsJson = ({ table, exportedAtMs, entries, commitments, present }) => JSON.stringify({
  dicegate: 'log', version: 1, table, exportedAt: new Date(exportedAtMs).toISOString(), entries, commitments, present,
}, null, 1);

/** @param {Entry} entry */
const outcomeOf = ({ type, outcome, roll, hidden }) => {
  if (hidden === true || type === 'acted') return null;
  return type === 'row' ? /** @type {Row['outcome']} */ (outcome) : readRoll(roll);
};

/** @param {Entry} entry */
const playerOf = ({ by, practice }) => {
  const name = isObject(by) ? textOrNull(by.name) : 'You';
  return `${name || 'Somebody'}${practice === true ? ' (practice)' : ''}`;
};

/** Returns what a line has in place of a result: what a GM did. @param {Entry} entry */
const withoutOutcome = ({ type, act }) => (type === 'acted' ? `act: ${textOrNull(act) ?? ''}` : HIDDEN);

/** @param {unknown} value @returns {LogLine} */
const lineOf = (value) => {
  const entry = isObject(value) ? value : {};
  const outcome = outcomeOf(entry);
  const roll = isObject(entry.roll) ? entry.roll : {};
  const reveals = countOrNull(entry.reveals);
  const text = outcome === null ? '' : textOrNull(roll.text) ?? '';
  return {
    seq: String(countOrNull(entry.seq) ?? ''),
    time: new Date(Math.min(countOrNull(entry.at) ?? 0, MAX_MS)).toISOString(),
    player: playerOf(entry),
    to: Array.isArray(entry.to) ? 'whisper' : textOrNull(entry.to) ?? 'all',
    label: textOrNull(entry.label) ?? '',
    expression: textOrNull(roll.expr) ?? textOrNull(entry.expr) ?? '',
    result: outcome === null ? withoutOutcome(entry) : spokenOutcome(outcome),
    by: isByHand(outcome) ? 'hand' : '',
    text: [...(reveals === null ? [] : [`reveals ${reveals}`]), ...(text ? [text] : [])].join(': '),
  };
};

/** @param {Pick<Log, 'entries'>} log @returns {LogLine[]} oldest first */
export const linesOf = ({ entries }) => entries.map(lineOf);

/** @param {Pick<Log, 'entries'>} log */
export const logAsCsv = (log) =>
  csvOf([COLUMNS, ...linesOf(log).map((line) => COLUMNS.map((column) => line[column]))]);

/** Returns the name of a file. @param {Log} log @param {string} extension */
export const fileNameOf = ({ table, exportedAtMs }, extension) =>
  `${['dicegate', ...(table ? [table] : []), new Date(exportedAtMs).toISOString().slice(0, 10)].join('-')}.${extension}`;
