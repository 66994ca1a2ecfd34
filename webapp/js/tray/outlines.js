// @ts-check
/** Flat dice from above, on a square of 100 by 100: outline, shades, position of the number. */

/**
 * @typedef {object} Outline
 * @property {string} edge corners of the outline
 * @property {readonly [string, number][]} shades darker faces, each with its opacity
 * @property {number} middle y of the number's middle
 * @property {number} size of the number
 */

const DECAGON = '50,2 78,11 96,35 96,65 78,89 50,98 22,89 4,65 4,35 22,11';

/** @type {Readonly<Record<number, Outline>>} */
export const OUTLINES = Object.freeze({
  2: { edge: DECAGON, shades: [], middle: 50, size: 44 },
  4: { edge: '50,7 97,89 3,89', shades: [['50,60 97,89 3,89', .13], ['50,7 97,89 50,60', .07]], middle: 60, size: 34 },
  6: { edge: '10,10 90,10 90,90 10,90', shades: [['10,90 22,78 78,78 90,90', .13], ['90,10 90,90 78,78 78,22', .07]], middle: 50, size: 44 },
  8: { edge: '50,2 93,62 50,98 7,62', shades: [['7,62 93,62 50,98', .14]], middle: 42, size: 36 },
  10: {
    edge: '50,2 97,42 97,58 50,98 3,58 3,42',
    shades: [['97,42 97,58 50,98 50,76 80,58 50,2', .1], ['3,42 3,58 50,98 50,76 20,58 50,2', .05]],
    middle: 48, size: 36,
  },
  12: {
    edge: DECAGON,
    shades: [['50,98 22,89 30,74 70,74 78,89', .14], ['96,35 96,65 78,89 70,74 82,40', .09],
      ['4,35 4,65 22,89 30,74 18,40', .06], ['50,2 78,11 96,35 82,40 50,17', .03]],
    middle: 50, size: 36,
  },
  20: {
    edge: '50,2 93,26 93,74 50,98 7,74 7,26',
    shades: [['50,98 18,68 82,68', .15], ['93,26 93,74 82,68', .13], ['93,74 50,98 82,68', .19],
      ['7,26 7,74 18,68', .08], ['7,74 50,98 18,68', .11], ['50,14 93,26 82,68', .07],
      ['50,14 7,26 18,68', .04], ['50,2 93,26 50,14', .03]],
    middle: 50, size: 32,
  },
});
