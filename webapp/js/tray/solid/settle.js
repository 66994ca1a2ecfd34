// @ts-check
/** The final poses of dice: apart, inside the tray, their numbers up and upright. */

import { GAP } from './collisions.js';
import { readFace, symmetries } from './solids.js';
import { compose, rotated } from './vector.js';

/** @typedef {import('./vector.js').Vec} Vec */
/** @typedef {import('./vector.js').Quaternion} Quaternion */
/** @typedef {import('./motion.js').Tray} Tray */
/** @typedef {{ x: number, y: number, reach: number }} Spot a lying die as seen from above */

const ROUNDS = 400;

/** @param {Spot} spot @param {Tray} tray */
const moveInside = (spot, { width, depth }) => {
  const { reach } = spot;
  spot.x = Math.min(width - reach, Math.max(reach - width, spot.x));
  spot.y = Math.min(depth - reach, Math.max(reach - depth, spot.y));
};

/** @param {Spot} a @param {Spot} b */
const moveApart = (a, b) => {
  const room = a.reach + b.reach + GAP / 2;
  const [x, y] = [b.x - a.x, b.y - a.y];
  const distance = Math.sqrt(x * x + y * y);
  if (distance >= room) return false;
  // Slightly more than needed; otherwise the last overlaps would take many rounds.
  const part = distance === 0 ? 0 : (room - distance + GAP / 8) / 2 / distance;
  a.x -= x * part;
  a.y -= y * part;
  b.x += distance === 0 ? room : x * part;
  b.y += y * part;
  return true;
};

/**
 * Lays dice out in rows from the upper right. The tray is large enough for all.
 *
 * @param {Spot[]} spots changed in place
 * @param {Tray} tray
 */
export const layInRows = (spots, { width, depth }) => {
  const cell = 2 * Math.max(...spots.map(({ reach }) => reach)) + GAP;
  const columns = Math.floor(2 * width / cell);
  spots.forEach((spot, at) => {
    spot.x = width - (at % columns + .5) * cell;
    spot.y = depth - (Math.floor(at / columns) + .5) * cell;
  });
};

/** @param {Spot[]} spots @param {Tray} tray @returns {boolean} whether all lie free */
const moveFree = (spots, tray) => {
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let i = 1; i < spots.length; i++) {
      for (let j = 0; j < i; j++) moved = moveApart(spots[i], spots[j]) || moved;
    }
    for (const spot of spots) moveInside(spot, tray);
    if (!moved) return true;
  }
  return false;
};

/**
 * Moves lying dice apart and into the tray, as little as necessary.
 *
 * @param {Spot[]} spots changed in place
 * @param {Tray} tray
 */
export const spread = (spots, tray) => {
  if (!moveFree(spots, tray)) layInRows(spots, tray);
};

/** The upward direction of the read number, on the felt. @param {import('./solids.js').Solid} solid @param {Quaternion} turn */
const headingOf = (solid, turn) => {
  const [x, y] = rotated(turn, readFace(solid, turn).up);
  const length = Math.sqrt(x * x + y * y);
  return [x / length, y / length];
};

/**
 * Returns the initial rotation with which a die comes to rest on its value: the symmetry of the solid
 * that moves the wanted face to the place of the read one; of several, the one whose number ends most
 * upright.
 *
 * @param {import('./solids.js').Solid} solid
 * @param {Quaternion} rest its final rotation without an initial one
 * @param {number} value
 */
export const startRotationFor = (solid, rest, value) => {
  const wanted = solid.faces.find((face) => face.value === value);
  if (!wanted) throw new RangeError(`A d${solid.sides} has no ${value}`);
  const ways = symmetries(solid, wanted, readFace(solid, rest));
  /** @param {Quaternion} way */
  const upright = (way) => headingOf(solid, compose(rest, way))[1];
  return ways.reduce((best, way) => (upright(way) > upright(best) ? way : best));
};

/**
 * Returns the rotation about the vertical axis that turns a lying die's number towards the player.
 *
 * @param {import('./solids.js').Solid} solid
 * @param {Quaternion} rest
 * @param {number} lean the remaining tilt, as the sideways component of its direction
 * @returns {Quaternion}
 */
export const turnUpright = (solid, rest, lean) => {
  const [x, y] = headingOf(solid, rest);
  // Half of the angle between the two directions, by the half-angle formulas.
  const [toX, toY] = [lean, Math.sqrt(1 - lean * lean)];
  const cosine = Math.min(1, Math.max(-1, x * toX + y * toY));
  const side = x * toY - y * toX < 0 ? -1 : 1;
  return [0, 0, side * Math.sqrt((1 - cosine) / 2), Math.sqrt((1 + cosine) / 2)];
};
