// @ts-check
/** One place on the rail: whose roll, its total, the totals just before it, its dice. */

import { element, typedText } from './dom.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../tray/layer.js').Layer} Layer */
/** @typedef {Row & { by: import('../net/table-frames.js').Member }} OthersRow */
/**
 * @typedef {object} Cell
 * @property {HTMLElement} cell
 * @property {Layer} layer
 * @property {HTMLElement} badge
 * @property {HTMLElement} name
 * @property {HTMLElement} total
 * @property {HTMLElement} former
 * @property {OthersRow | null} shown
 */

const MAX_THROW_MS = 1500;

/**
 * @typedef {object} RowReader functions of modules of the first load
 * @property {typeof import('../roll/wording.js').spokenTotal} spokenTotal
 * @property {typeof import('./dice-view.js').drawnDice} drawnDice
 * @property {(row: OthersRow) => import('../tray/look.js').Look} lookOf
 */

/** @param {Row} row @param {RowReader} read @returns {string} */
const totalText = ({ outcome }, { spokenTotal }) => (outcome === null ? '?' : spokenTotal(outcome));

/** @param {typeof import('../tray/flat.js').mountFlat} mountFlat @returns {Cell} */
export const makeCell = (mountFlat) => {
  const badge = element('span', 'rail-badge');
  const name = element('span', 'rail-name');
  const total = element('strong', 'rail-total');
  const former = element('span', 'rail-former');
  const dice = element('div', 'rail-dice');
  const cell = element('li', 'rail-place empty', element('p', 'rail-head', badge, name, total, former), dice);
  return { cell, layer: mountFlat(dice, 'rail-board', { leastPx: 11, hasChip: false }), badge, name, total, former, shown: null };
};

/** @param {Cell} made @param {OthersRow} row @param {readonly HTMLElement[]} discs of its author @param {RowReader} read */
export const writeCell = ({ cell, badge, name, total }, row, discs, read) => {
  const { by: { name: author } } = row;
  badge.replaceChildren(...discs);
  name.replaceChildren(typedText('', author));
  total.textContent = totalText(row, read);
  cell.title = `${author}: ${row.label || row.expr}`;
};

/** Writes the results that were replaced early. @param {Cell} made @param {readonly Row[]} rows @param {RowReader} read */
export const writeFormer = ({ former }, rows, read) =>
  former.replaceChildren(...rows.map((row) => element('span', '', totalText(row, read))));

/** @param {Row} row @param {boolean} isNew */
const motionOf = ({ outcome, animating }, isNew) => {
  // Real dice were thrown elsewhere.
  if (!isNew || !animating || (outcome !== null && 'byHand' in outcome)) return 'none';
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'fade' : 'throw';
};

/**
 * Throws the dice of a roll; its total is shown when they are at rest.
 *
 * @param {Cell} made
 * @param {OthersRow} row
 * @param {boolean} isNew whether it was rolled just now
 * @param {RowReader} read
 * @param {() => void} atRest called if the roll is in motion in the log
 */
export const throwDice = (made, row, isNew, { drawnDice, lookOf }, atRest) => {
  const { cell, layer } = made;
  const { outcome, key, animating } = row;
  const shown = layer.show({
    dice: outcome === null ? [] : drawnDice(outcome), look: lookOf(row), seed: key, motion: motionOf(row, isNew),
  });
  cell.classList.toggle('thrown', animating);
  const late = new Promise((resolve) => { setTimeout(resolve, MAX_THROW_MS); });
  Promise.race([shown, late]).then(() => {
    // Another roll may be in motion in this place by now.
    if (made.shown === row) cell.classList.remove('thrown');
    if (animating) atRest();
  });
};
