// @ts-check
/** The positions of the bars, in percent of the plot. Pure. */

import { matcher } from './chance.js';
import { niceSize } from './bins.js';

/** @typedef {import('./bins.js').Bin} Bin */
/** @typedef {import('./bins.js').Bins} Bins */
/** @typedef {import('./chance.js').Mode} Mode */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box measured from the upper left */
/** @typedef {{ box: Box, bin: Bin, meant: boolean }} Bar `meant` if it matches the question */
/** @typedef {{ box: Box, cut: boolean }} Outline `cut` if it is higher than the plot */
/** @typedef {{ at: number, value: number }} Mark */

/** The free part of the plot above the highest bar. */
const HEADROOM = 0.08;

/** The most by which rolls raise the plot: few rolls make high bars, which would dwarf the odds. */
const MAX_GROWTH = 2;

/** The width of a bar, as a part of its slot. */
const FILL = 0.84;

/** The most names below the plot. */
const MAX_TICKS = 7;

/** @param {number} value */
const round = (value) => Math.round(value * 1000) / 1000;

/**
 * Counts the rolls in each bin.
 *
 * @param {Bins} drawn
 * @param {readonly number[]} totals
 */
export const countBins = ({ bins, indexOf }, totals) => {
  const counts = bins.map(() => 0);
  for (const total of totals) {
    const index = indexOf(total);
    if (index !== null) counts[index] += 1;
  }
  return counts;
};

/**
 * Returns the probability at the upper edge of the plot.
 *
 * @param {Bins} drawn
 * @param {readonly number[]} shares of the rolls, by bin
 */
export const heightOf = ({ bins }, shares) => {
  const odds = Math.max(...bins.map(({ probability }) => probability));
  const highest = Math.min(Math.max(odds, ...shares), odds * MAX_GROWTH);
  return (highest * (1 + HEADROOM)) || 1;
};

/** @param {number} index @param {number} count @param {number} share of the height, up to 1 @param {number} fill */
const boxAt = (index, count, share, fill) => {
  const slot = 100 / count;
  return {
    x: round(slot * (index + (1 - fill) / 2)),
    y: round(100 * (1 - share)),
    width: round(slot * fill),
    height: round(100 * share),
  };
};

/** @param {Bin} bin @param {Mode} mode @param {number} threshold */
const isMeant = ({ first, last }, mode, threshold) => {
  if (mode === 'exactly') return first <= threshold && threshold <= last;
  return matcher(mode, threshold)((first + last) / 2);
};

/**
 * Returns the bars of the odds.
 *
 * @param {Bins} drawn
 * @param {number} height the probability at the upper edge
 * @param {Mode} mode
 * @param {number} threshold
 * @returns {Bar[]}
 */
export const barsOf = ({ bins }, height, mode, threshold) => bins.map((bin, index) => ({
  box: boxAt(index, bins.length, bin.probability / height, FILL),
  bin,
  meant: isMeant(bin, mode, threshold),
}));

/**
 * Returns the outlines of the rolls so far, without empty ones.
 *
 * @param {readonly number[]} shares
 * @param {number} height the probability at the upper edge
 * @returns {Outline[]}
 */
export const outlinesOf = (shares, height) => shares.flatMap((share, index) => (share === 0 ? []
  : [{ box: boxAt(index, shares.length, Math.min(share / height, 1), FILL), cut: share > height }]));

/** Returns the middle of a bin. @param {number} index @param {number} count */
export const middleOf = (index, count) => round((100 * (index + 0.5)) / count);

/** Returns the bin at a position. @param {number} at in percent @param {number} count */
export const binAt = (at, count) =>
  Math.min(Math.max(Math.floor((at / 100) * count), 0), count - 1);

/**
 * Returns the totals to name below the plot: round ones, if there are any.
 *
 * @param {Bins} drawn
 * @returns {Mark[]}
 */
export const ticksOf = ({ bins, edge, width, single }) => {
  const step = Math.max(1, Math.round(niceSize(bins.length / MAX_TICKS)));
  const edges = Array.from({ length: bins.length + 1 }, (_, index) => edge + index * width);
  const offset = Math.max(edges.findIndex((value) => value % (step * width) === 0), 0) % step;
  const marks = single
    ? bins.map(({ first }, index) => ({ at: middleOf(index, bins.length), value: first }))
    : edges.map((value, index) => ({ at: round((100 * index) / bins.length), value }));
  return marks.filter((_, index) => index % step === offset);
};

/** Returns the lines across the plot. @param {number} height @returns {Mark[]} */
export const linesOf = (height) => {
  const step = niceSize(height / 3);
  return [1, 2, 3].map((line) => line * step).filter((value) => value < height)
    .map((value) => ({ at: round(100 * (1 - value / height)), value }));
};
