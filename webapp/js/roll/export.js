// @ts-check
/** The log as a file. */

import { spokenTotal } from './wording.js';
import { diceIn } from './outcome.js';

/** @typedef {import('../state/model.js').Row} Row */

const COLUMNS = Object.freeze(['time', 'player', 'label', 'roll', 'seen by', 'total', 'dice']);

/** Spreadsheets take these for the beginning of a formula, some of them the wide forms too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Totals, and the dice of a roll, may begin with a minus. */
const NUMBERS = /^\(?-?\d[\d.]*\)?(?:,? \(?-?\d[\d.]*\)?)*$/;

/** So long the browser has time to take a file: Safari comes for it late. */
const TAKING_MS = 60_000;

/** What can be saved of a row; hidden and failed ones have no outcome. @param {Row} row */
const recordOf = ({ atMs, by, label, expr, to, outcome }) => ({
  time: new Date(atMs).toISOString(),
  player: by?.name ?? 'you',
  label,
  roll: expr,
  'seen by': to,
  total: outcome === null ? '' : spokenTotal(outcome),
  dice: outcome === null ? [] : diceIn(outcome),
});

/** @param {readonly Row[]} rows newest first @returns oldest first */
const records = (rows) => rows
  .filter(({ status, animating }) => (status === 'rolled' || status === 'hidden') && !animating)
  .map(recordOf).reverse();

/** A field of RFC 4180; numbers may be negative, texts no formulas. @param {string} text */
const field = (text) => {
  const safe = FORMULA.test(text) && !NUMBERS.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Writes the log as CSV, see RFC 4180. @param {readonly Row[]} rows newest first */
export const logAsCsv = (rows) => {
  const lines = records(rows).map((record) => [
    record.time, record.player, record.label, record.roll, record['seen by'], record.total,
    record.dice.map(({ value, kept }) => (kept ? value : `(${value})`)).join(' '),
  ]);
  return [COLUMNS, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('');
};

/** Writes the log as JSON. @param {readonly Row[]} rows newest first */
export const logAsJson = (rows) => JSON.stringify(records(rows), null, 1);

/**
 * Gives the player a file.
 *
 * @param {Document} document
 * @param {string} name
 * @param {string} mediaType
 * @param {string} text
 */
export const saveText = (document, name, mediaType, text) => {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), TAKING_MS);
};
