// @ts-check
/** The log as a file. */

import { faceText, totalsText } from './wording.js';
import { diceIn, isByHand, resultsOf } from './outcome.js';
import { setsText, spokenCheck, tallyText } from './verdict.js';

/** @typedef {import('../state/model.js').Row} Row */

const COLUMNS = Object.freeze(['time', 'player', 'label', 'roll', 'seen by', 'total', 'dice',
  'check', 'symbols', 'sets', 'by']);

/** The first characters of formulas in spreadsheets; some accept the wide forms, too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Totals and dice, which may begin with a minus. */
const NUMBERS = /^\(?-?\d[\d.]*\)?(?:,? \(?-?\d[\d.]*\)?)*$/;

/** How long a file stays available: Safari fetches it late. */
const TAKING_MS = 60_000;

/** @typedef {import('./outcome.js').DiceOutcome} DiceOutcome */

/**
 * Returns what a roll was found to be, one text for each result that has it.
 *
 * @param {DiceOutcome[]} results
 * @param {(result: DiceOutcome) => string | undefined} say
 */
const found = (results, say) => results.flatMap((result) => {
  const text = say(result);
  const named = results.length > 1 && result.label ? `${result.label}: ${text}` : text;
  return text ? [named] : [];
}).join('; ');

/** @param {DiceOutcome[]} results */
const findingsOf = (results) => ({
  check: found(results, ({ check }) => check && spokenCheck(check)),
  symbols: found(results, ({ tally }) => tally && tallyText(tally)),
  sets: found(results, ({ sets }) => sets && setsText(sets)),
});

/** The saved part of a row; a hidden roll has no outcome. @param {Row} row */
const recordOf = ({ atMs, by, label, expr, to, outcome }) => ({
  time: new Date(atMs).toISOString(),
  player: by?.name ?? 'you',
  label,
  roll: expr,
  'seen by': to,
  total: outcome === null ? '' : totalsText(outcome),
  dice: outcome === null ? [] : diceIn(outcome),
  ...findingsOf(outcome === null ? [] : resultsOf(outcome)),
  by: isByHand(outcome) ? 'hand' : '',
});

/** @param {readonly Row[]} rows newest first @returns oldest first */
const records = (rows) => rows
  .filter(({ status, animating }) => (status === 'rolled' || status === 'hidden') && !animating)
  .map(recordOf).reverse();

/** Escapes a field (RFC 4180); a text that looks like a formula is quoted, a negative number is not. @param {string} text */
const field = (text) => {
  const safe = FORMULA.test(text) && !NUMBERS.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Returns the log as CSV (RFC 4180). @param {readonly Row[]} rows newest first */
export const logAsCsv = (rows) => {
  const lines = records(rows).map((record) => [
    record.time, record.player, record.label, record.roll, record['seen by'], record.total,
    record.dice.map((die) => (die.kept ? faceText(die) : `(${faceText(die)})`)).join(' '),
    record.check, record.symbols, record.sets, record.by,
  ]);
  return [COLUMNS, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('');
};

/** Returns the log as JSON. @param {readonly Row[]} rows newest first */
export const logAsJson = (rows) => JSON.stringify(records(rows), null, 1);

/**
 * Downloads a text as a file.
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
