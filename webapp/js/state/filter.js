// @ts-check
/** The rows of the log that match a search. Pure. */

import { resultsOf } from '../roll/outcome.js';
import { spokenOutcome } from '../roll/wording.js';

/** @typedef {import('./model.js').Filter} Filter */
/** @typedef {import('./model.js').Row} Row */
/** @typedef {{ value: string, name: string }} Choice */

/** @type {Filter} */
export const NO_FILTER = Object.freeze({ text: '', by: '', label: '' });

/** The most members, and the most labels, to choose from. */
export const MAX_CHOICES = 200;

/** The author of the player's own rows. */
const MINE = 'mine';

/** Removes what a search ignores: case, accents, the form of letters. @param {string} text */
const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a row's outcome is shown. @param {Row} row */
const isShown = ({ status, animating }) => status === 'rolled' && !animating;

/** @param {Row} row @returns {string[]} */
const labelsOf = (row) => {
  const parts = isShown(row) && row.outcome !== null ? resultsOf(row.outcome) : [];
  return [row.label, ...parts.map(({ label }) => label ?? '')].filter((label) => label !== '');
};

/** Totals as they are shown, and as they are typed. @param {Row} row @returns {string[]} */
const totalsOf = (row) => {
  if (!isShown(row) || row.outcome === null) return [];
  return [spokenOutcome(row.outcome),
    ...resultsOf(row.outcome).map(({ total }) => total.toLocaleString('en'))];
};

/** @param {Row} row */
const nameOf = ({ by, mine }) => by?.name ?? (mine ? 'You' : '');

/** Rows do not change, but long logs are searched at each key. @type {WeakMap<Row, string>} */
const searchTexts = new WeakMap();

/** @param {Row} row */
const searchTextOf = (row) => {
  const known = searchTexts.get(row);
  if (known !== undefined) return known;
  const text = plain([nameOf(row), ...labelsOf(row), row.expr, ...totalsOf(row)].join('\n'));
  searchTexts.set(row, text);
  return text;
};

/** @param {Row} row */
const authorOf = ({ by, mine }) => (mine ? MINE : `id ${by?.id ?? ''}`);

/** Whether a filter leaves out anything. @param {Filter} filter */
export const isFiltering = ({ text, by, label }) => text.trim() !== '' || by !== '' || label !== '';

/**
 * Returns the rows that match: each word of the text is in the expression, a label, the name or the
 * total.
 *
 * @param {readonly Row[]} rows
 * @param {Filter} filter
 * @returns {readonly Row[]} the same if it matches all
 */
export const matching = (rows, filter) => {
  if (!isFiltering(filter)) return rows;
  const words = plain(filter.text).split(/\s+/).filter((word) => word !== '');
  return rows.filter((row) => (filter.by === '' || authorOf(row) === filter.by)
    && (filter.label === '' || labelsOf(row).includes(filter.label))
    && (words.length === 0 || words.every((word) => searchTextOf(row).includes(word))));
};

/** @param {Choice} a @param {Choice} b */
const byName = (a, b) => a.name.localeCompare(b.name);

/** Returns the authors of rows, the player first; equal names get numbers. @param {readonly Row[]} rows @returns {Choice[]} */
export const authorsOf = (rows) => {
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const row of rows) {
    if (names.size >= MAX_CHOICES) break;
    if (!names.has(authorOf(row))) names.set(authorOf(row), row.mine ? 'You' : nameOf(row));
  }
  /** @type {Map<string, number>} */
  const counts = new Map();
  return [...names].map(([value, name]) => ({ value, name }))
    .sort((a, b) => Number(b.value === MINE) - Number(a.value === MINE) || byName(a, b))
    .map(({ value, name }) => {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return { value, name: count === 1 ? name : `${name} (${count})` };
    });
};

/** Returns the labels of rows. @param {readonly Row[]} rows newest first @returns {Choice[]} */
export const labelsIn = (rows) => {
  /** @type {Set<string>} */
  const labels = new Set();
  for (const row of rows) {
    if (labels.size >= MAX_CHOICES) break;
    for (const label of labelsOf(row)) labels.add(label);
  }
  return [...labels].map((label) => ({ value: label, name: label })).sort(byName);
};
