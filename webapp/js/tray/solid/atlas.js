// @ts-check
/** One picture with all labels of faces. */

const COLUMNS = 8;
const ROWS = 4;
const CELL_PX = 160;
/** Underlined, so that they cannot be confused upside down. */
const UNDERLINED = new Set(['6', '9']);

/** @type {readonly string[]} */
const LABELS = ['?', '00', ...Array.from({ length: 21 }, (_, i) => String(i)),
  ...Array.from({ length: 7 }, (_, i) => `${i + 3}0`)];

/**
 * Returns the cell of a label in the picture.
 *
 * @param {string} label
 * @returns {{ left: number, right: number, bottom: number, top: number }} from 0 to 1, origin at the lower left
 */
export const cellOf = (label) => {
  const at = LABELS.indexOf(label);
  const left = at % COLUMNS / COLUMNS;
  const top = 1 - Math.floor(at / COLUMNS) / ROWS;
  return { left, right: left + 1 / COLUMNS, bottom: top - 1 / ROWS, top };
};

/** @param {CanvasRenderingContext2D} pen @param {string} label @param {number} at */
const write = (pen, label, at) => {
  const x = (at % COLUMNS + .5) * CELL_PX;
  const y = (Math.floor(at / COLUMNS) + .5) * CELL_PX;
  const size = CELL_PX * (label.length > 1 ? .68 : .8);
  pen.font = `700 ${size}px system-ui, sans-serif`;
  // Digits have no descenders: their middle is half their height above the baseline.
  const { actualBoundingBoxAscent: ascent } = pen.measureText('0');
  const lift = UNDERLINED.has(label) ? CELL_PX * .05 : 0;
  pen.fillText(label, x, y + ascent / 2 - lift);
  if (lift) pen.fillRect(x - size * .27, y + ascent / 2 + lift * .9, size * .54, size * .085);
};

/** Draws the picture, white on transparent. */
export const drawAtlas = () => {
  const canvas = document.createElement('canvas');
  canvas.width = COLUMNS * CELL_PX;
  canvas.height = ROWS * CELL_PX;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('No canvas to draw numbers on');
  pen.fillStyle = '#fff';
  pen.textAlign = 'center';
  LABELS.forEach((label, at) => write(pen, label, at));
  return canvas;
};
