// @ts-check
/** How large flat dice are, and how many there is room for. Pure. */

/** @typedef {{ width: number, height: number }} Box in CSS pixels */
/** @typedef {{ width: number, dice: number }} Unit dice that stay in one row; its width in heights of a die */
/** @typedef {{ size: number, units: number }} Layout the height of a die in CSS pixels, and how many units are drawn */

const MIN_SIZE_PX = 20;
const MAX_SIZE_PX = 128;
/** The most height of a die, as part of that of a large tray. */
const MAX_PART = .37;

/** The gap between dice, in their heights; see tray.css. */
export const GAP = .16;

/**
 * @typedef {object} Limits
 * @property {number} leastPx the height of the smallest dice
 * @property {boolean} hasChip whether a chip says how many dice are not drawn
 */

/** The chip with the number of dice that are not drawn. */
const CHIP = Object.freeze({ width: 128, height: 36 });

/**
 * Whether units of a size fit, row by row, as the browser lays them out.
 *
 * @param {readonly Unit[]} units
 * @param {number} size
 * @param {Box} box
 * @param {boolean} hasChip whether the chip follows
 */
const fits = (units, size, { width: whole, height }, hasChip) => {
  // What fits to the pixel might not, after rounding.
  const width = whole - 1;
  const gap = GAP * size;
  const widths = units.map((unit) => unit.width * size);
  let [rows, x] = [1, 0];
  for (const each of hasChip ? [...widths, CHIP.width] : widths) {
    if (each > width) return false;
    const next = x === 0 ? each : x + gap + each;
    if (next > width) rows += 1;
    x = next > width ? each : next;
  }
  const row = hasChip ? Math.max(size, CHIP.height) : size;
  return rows * row + (rows - 1) * gap <= height;
};

/** @param {readonly Unit[]} units @param {Box} box @param {boolean} hasChip @param {number} leastPx @returns {number} 0 if they do not fit */
const sizeOf = (units, box, hasChip, leastPx) => {
  const most = Math.min(box.height, Math.max(MAX_SIZE_PX, MAX_PART * box.height));
  for (let size = Math.floor(most); size >= leastPx; size -= 1) {
    if (fits(units, size, box, hasChip)) return size;
  }
  return 0;
};

/**
 * Lays units out in a box, as large as they fit; if they do not fit, as many as do, with a chip.
 *
 * @param {readonly Unit[]} units at least one
 * @param {Box} box
 * @param {boolean} isPart whether there are more dice in any case
 * @param {Partial<Limits>} [limits]
 * @returns {Layout} at least one unit, which in a very small box is small
 */
export const layOut = (units, box, isPart, { leastPx = MIN_SIZE_PX, hasChip = true } = {}) => {
  const all = sizeOf(units, box, isPart && hasChip, leastPx);
  if (all > 0) return { size: all, units: units.length };
  for (let count = units.length - 1; count > 0; count -= 1) {
    const some = units.slice(0, count);
    if (fits(some, leastPx, box, hasChip)) return { size: sizeOf(some, box, hasChip, leastPx), units: count };
  }
  return { size: Math.max(1, Math.floor(Math.min(box.height, box.width / units[0].width))), units: 1 };
};
