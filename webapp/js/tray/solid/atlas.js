// @ts-check
/** One picture with all labels of faces. */

import { drawLabel, pipLabel } from './numerals.js';
import { drawPicture } from './picture.js';

const COLUMNS = 8;
const ROWS = 6;
const CELL_PX = 160;
/** The height of a numeral in a cell: two of them side by side have to fit as well. */
const HEIGHT = Object.freeze({ one: .6, two: .52 });

/** @type {readonly string[]} */
export const LABELS = ['?', '00', ...Array.from({ length: 31 }, (_, i) => String(i)),
  ...[4, 5, 6, 7, 8, 9].map((tens) => `${tens}0`), ...[1, 2, 3, 4, 5, 6].map(pipLabel)];

/**
 * Returns the cell of a label in the picture.
 *
 * @param {string} label
 * @returns {{ left: number, right: number, bottom: number, top: number }} from 0 to 1, origin at the lower left
 */
export const cellOf = (label) => {
  const at = LABELS.indexOf(label);
  const [column, row] = [at % COLUMNS, Math.floor(at / COLUMNS)];
  return { left: column / COLUMNS, right: (column + 1) / COLUMNS, bottom: 1 - (row + 1) / ROWS, top: 1 - row / ROWS };
};

/** @param {CanvasRenderingContext2D} pen @param {string} label @param {number} at */
const write = (pen, label, at) => {
  const size = CELL_PX * (label.length === 2 ? HEIGHT.two : HEIGHT.one) / 100;
  pen.setTransform(size, 0, 0, size, (at % COLUMNS + .5) * CELL_PX, (Math.floor(at / COLUMNS) + .5) * CELL_PX);
  drawLabel(pen, label);
};

/** Draws the picture, white on transparent. */
export const drawAtlas = () => drawPicture(COLUMNS * CELL_PX, ROWS * CELL_PX, (pen) => {
  [pen.fillStyle, pen.strokeStyle] = ['#fff', '#fff'];
  LABELS.forEach((label, at) => write(pen, label, at));
});
