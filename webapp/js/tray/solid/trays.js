// @ts-check
/** The size of a tray for its dice, and the positions from which they are thrown. */

import { GAP } from './collisions.js';
import { solidOf } from './solids.js';

/** @typedef {import('./vector.js').Vec} Vec */
/** @typedef {import('./motion.js').Tray} Tray */
/** @typedef {'wide' | 'narrow'} Proportions */

/** The part of the felt that dice may cover; for more dice, the tray grows. */
const COVER = .42;
export const HAND_ROW = 6;
const HAND_ROOM = 2.4;

/** Half the width and depth of a tray. */
const TRAYS = Object.freeze({
  wide: { width: 5.9, depth: 3.7 },
  narrow: { width: 4.1, depth: 3.8 },
});

/** Few dice are large: each takes this part of the tray's height, which looks a little less from above. */
export const FEW = 3;
const FEW_PART = .325;
/** Width of their tray, 1 for its height: it fits into all pictures of its proportions. */
const FEW_SHAPE = Object.freeze({ wide: 1.32, narrow: .98 });
/** The height of a lying die as seen from above, in diameters of its footprint. */
const SEEN = Object.freeze(/** @type {Readonly<Record<number, number>>} */ ({
  2: .97, 3: .77, 4: .74, 5: .76, 6: .77, 7: .79, 8: .995, 10: .76, 12: .995, 14: .79, 16: .72, 20: .995, 24: .94, 30: .995,
}));

/** Half the depth of a tray on which the largest of few dice takes its part. @param {number[]} sides */
const depthForFew = (sides) =>
  Math.max(...sides.map((each) => solidOf(each).footprint * SEEN[each])) / FEW_PART;

/** @param {number[]} sides @param {Proportions} proportions @returns {Tray} */
export const trayFor = (sides, proportions) => {
  const { width, depth } = TRAYS[proportions];
  if (sides.length > 0 && sides.length <= FEW) {
    const few = depthForFew(sides);
    return { width: few * FEW_SHAPE[proportions], depth: few };
  }
  const needed = sides.reduce((sum, each) => sum + (solidOf(each).footprint + GAP) ** 2 * 3.14, 0);
  const size = Math.max(1, Math.sqrt(needed / (COVER * 4 * width * depth)));
  return { width: width * size, depth: depth * size };
};

/**
 * Returns the position of a die before the throw: in rows, the first above the tray's near wall, the
 * others in front of it.
 *
 * @param {number} count
 * @param {number} i
 * @param {Tray} tray
 * @returns {Vec}
 */
export const inHand = (count, i, { width, depth }) => {
  const fitting = Math.min(HAND_ROW, Math.floor(1.9 * width / HAND_ROOM));
  const row = Math.floor(i / fitting);
  const inRow = Math.min(fitting, count - row * fitting);
  const across = i % fitting - (inRow - 1) / 2;
  return [across * HAND_ROOM, 1.3 - depth - row * HAND_ROOM, 2.2 + (row % 2) * .4];
};
