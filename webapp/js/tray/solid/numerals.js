// @ts-check
/**
 * The numerals on dice in 3D: a face of our own, drawn with a pen of one width, so that it is the same on every
 * device. Units: 100 is the height of a numeral, y is down.
 */

import { pipsOf } from '../pips.js';

/** @typedef {{ width: number, path: string }} Glyph `path`: the middle of the stroke */

/** The width of the pen. */
const PEN = 14;
/** Between two numerals. */
const SPACE = 9;
const PIP_RADIUS = 17;
const PIP_APART = 47;
/** Below a 6 or a 9 that stands alone. */
const BAR = Object.freeze({ top: 110, height: 10 });

const SIX = 'M49 13C44 8 38 7 33 7C17 7 8 24 8 56C8 81 16 93 30 93C43 93 52 82 52 66C52 50 43 40 31 40C19 40 10 49 8 63';
const NINE = 'M11 87C16 92 22 93 27 93C43 93 52 76 52 44C52 19 44 7 30 7C17 7 8 18 8 34C8 50 17 60 29 60C41 60 50 51 52 37';

/** @type {Readonly<Record<string, Glyph>>} */
const GLYPHS = Object.freeze({
  0: { width: 64, path: 'M32 7C16 7 8 23 8 50C8 77 16 93 32 93C48 93 56 77 56 50C56 23 48 7 32 7Z' },
  1: { width: 46, path: 'M6 27L25 8V93M6 93H44' },
  2: { width: 60, path: 'M8 30C9 15 18 7 30 7C43 7 51 15 51 28C51 42 42 51 31 61C18 73 9 81 8 93H54' },
  3: { width: 58, path: 'M8 21C12 12 19 7 29 7C42 7 49 14 49 26C49 38 41 46 25 46C42 46 51 55 51 69C51 84 41 93 28 93C17 93 10 88 6 78' },
  4: { width: 62, path: 'M44 100V9L7 69H60' },
  5: { width: 58, path: 'M49 7H14L11 46C16 41 22 38 29 38C42 38 51 49 51 65C51 82 41 93 27 93C17 93 10 88 6 80' },
  6: { width: 60, path: SIX },
  7: { width: 54, path: 'M2 7H48C34 30 24 60 20 100' },
  8: { width: 60, path: 'M30 46C18 46 11 38 11 27C11 15 18 7 30 7C42 7 49 15 49 27C49 38 42 46 30 46C16 46 8 56 8 70C8 84 16 93 30 93C44 93 52 84 52 70C52 56 44 46 30 46Z' },
  9: { width: 60, path: NINE },
  '?': { width: 58, path: 'M8 28C9 14 17 7 29 7C42 7 50 15 50 28C50 45 30 46 30 68M30 86V100' },
});

/** The label of a face with pips. @param {number} value */
export const pipLabel = (value) => `pips ${value}`;

/** @param {CanvasRenderingContext2D} pen @param {number} value */
const drawPips = (pen, value) => {
  for (const [x, y] of pipsOf(value)) {
    pen.beginPath();
    pen.arc(x * PIP_APART, y * PIP_APART, PIP_RADIUS, 0, 2 * Math.PI);
    pen.fill();
  }
};

/**
 * Draws a label around the origin.
 *
 * @param {CanvasRenderingContext2D} pen whose units are those of the numerals
 * @param {string} label digits, `?`, or that of a face with pips
 */
export const drawLabel = (pen, label) => {
  if (label.startsWith('pips ')) return drawPips(pen, Number(label.slice(5)));
  const glyphs = [...label].map((each) => GLYPHS[each]);
  const width = glyphs.reduce((sum, glyph) => sum + glyph.width, SPACE * (glyphs.length - 1));
  const hasBar = label === '6' || label === '9';
  pen.save();
  pen.translate(-width / 2, hasBar ? -57 : -50);
  if (hasBar) pen.fillRect(width * .1, BAR.top, width * .8, BAR.height);
  pen.lineWidth = PEN;
  pen.lineJoin = 'round';
  for (const glyph of glyphs) {
    pen.stroke(new Path2D(glyph.path));
    pen.translate(glyph.width + SPACE, 0);
  }
  return pen.restore();
};
