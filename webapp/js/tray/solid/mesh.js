// @ts-check
/** The triangles of a die: flat faces, rounded edges, and a rectangle for each number. */

import { labelOf } from '../dice.js';
import { add, cross, dot, lengthOf, middleOf, minus, scale, rotated, unit } from './vector.js';

/** @typedef {import('./vector.js').Vec} Vec */
/** @typedef {import('./solids.js').Solid} Solid */
/** @typedef {import('./solids.js').Face} Face */
/** @typedef {{ place: Vec, normal: Vec }} Point */
/** @typedef {{ points: Point[], isEdge: boolean }} Polygon */
/** @typedef {{ corners: Vec[], normal: Vec, label: string }} Frame lower left, lower right, upper right, upper left */

/** Of dice with many faces, each of which is small, and of a coin's rim, less. */
const BEVEL = .085;
const BEVEL_PART = .17;
/** How far the light takes a face for round: its normals lean outwards by this, so that gloss moves over it. */
const ROUND = .1;
/** Distance of a number above its face. */
const ABOVE = .004;
/** A d4's faces are seen at a flat angle, so its numbers are stretched. */
const STEEP = 1.25;
/** Of numbers that are not the result, at rest: there, and not to be mistaken for it. */
export const QUIET_OPACITY = .3;
/** Two digits on a kite need more room beside them. */
const TENS_SIZE = .84;
/** Half the width of a number's frame, in distances from the face's middle to its nearest edge. */
const FRAME_SIZE = Object.freeze(
  /** @type {Record<number, number>} */ ({ 2: .6, 3: .8, 4: .66, 5: .98, 6: .8, 7: .98, 8: .98, 10: .98, 12: .92, 14: .98, 16: 1, 20: 1, 24: .98, 30: .95 }));

/** From a face's middle to its nearest edge. @param {readonly Vec[]} all @param {Face} face */
const reachOf = (all, { corners, centre }) => Math.min(...corners.map((a, at) => {
  const edge = unit(minus(all[corners[(at + 1) % corners.length]], all[a]));
  const out = minus(centre, all[a]);
  return lengthOf(minus(out, scale(edge, dot(out, edge))));
}));

/** A face's corner, inset from its edges. @param {Solid} solid @param {Face} face @param {number} at index in the face's corners @param {number} bevel @returns {Point} */
const inset = ({ corners: all }, { corners, normal, centre }, at, bevel) => {
  /** @param {number} i */
  const corner = (i) => all[corners[(i + corners.length) % corners.length]];
  const back = unit(minus(corner(at - 1), corner(at)));
  const on = unit(minus(corner(at + 1), corner(at)));
  const by = bevel / lengthOf(cross(back, on));
  const place = add(corner(at), scale(add(back, on), by));
  return { place, normal: unit(add(normal, scale(unit(minus(place, centre)), ROUND))) };
};

/** Points around an axis, counter-clockwise as seen against it. @param {Point[]} points @param {Vec} axis */
const inOrder = (points, axis) => {
  const middle = middleOf(points.map(({ place }) => place));
  const x = unit(minus(points[0].place, middle));
  const y = cross(axis, x);
  /** @param {Point} point */
  const wind = ({ place }) =>
    Math.atan2(dot(minus(place, middle), y), dot(minus(place, middle), x));
  return [...points].sort((a, b) => wind(a) - wind(b));
};

/**
 * Returns the polygons of a die's body: faces, edges and corners. A face is made of triangles around its middle.
 *
 * @param {Solid} solid
 * @returns {Polygon[]}
 */
const polygonsOf = (solid) => {
  const insets = solid.hull.map((face) => {
    const bevel = Math.min(BEVEL, BEVEL_PART * reachOf(solid.corners, face));
    return face.corners.map((_, at) => inset(solid, face, at, bevel));
  });
  /** @param {number} corner @returns {Point[]} */
  const around = (corner) => solid.hull.flatMap((face, f) =>
    face.corners.flatMap((c, at) => (c === corner ? [insets[f][at]] : [])));
  const edges = solid.hull.flatMap((face, f) => face.corners.flatMap((a, at) => {
    const b = face.corners[(at + 1) % face.corners.length];
    if (a > b) return [];
    const [pointA, pointB] = [insets[f][at], insets[f][(at + 1) % face.corners.length]];
    const other = solid.hull.findIndex((g) =>
      g !== face && g.corners.includes(a) && g.corners.includes(b));
    const { corners } = solid.hull[other];
    return [[insets[other][corners.indexOf(a)], insets[other][corners.indexOf(b)], pointB, pointA]];
  }));
  const tips = solid.corners.map((corner, c) => inOrder(around(c), unit(corner)));
  const faces = solid.hull.flatMap(({ normal, centre }, f) => insets[f].map((point, at) =>
    [{ place: centre, normal }, point, insets[f][(at + 1) % insets[f].length]]));
  return [...faces.map((points) => ({ points, isEdge: false })),
    ...[...edges, ...tips].map((points) => ({ points, isEdge: true }))];
};

/**
 * Returns a die's body as a list of triangles.
 *
 * @param {Solid} solid
 * @returns {{ places: number[], normals: number[], isEdge: boolean[] }} three corners for each triangle; three
 *   numbers for each corner, and whether it is on an edge
 */
export const bodyOf = (solid) => {
  const corners = polygonsOf(solid).flatMap(({ points, isEdge }) => points.slice(2).flatMap((point, i) =>
    [points[0], points[i + 1], point].map((each) => ({ ...each, isEdge }))));
  return {
    places: corners.flatMap(({ place }) => [...place]),
    normals: corners.flatMap(({ normal }) => [...normal]),
    isEdge: corners.map(({ isEdge }) => isEdge),
  };
};

/** @param {Solid} solid @param {Face} face @param {Vec} middle @param {Vec} up @param {string} label @param {number} [size] @returns {Frame} */
const frameAt = ({ sides, corners }, face, middle, up, label, size = 1) => {
  const { normal } = face;
  const half = size * FRAME_SIZE[sides] * reachOf(corners, face);
  const right = scale(cross(up, normal), half);
  const top = scale(up, sides === 4 ? half * STEEP : half);
  const on = add(middle, scale(normal, ABOVE));
  return {
    normal, label,
    corners: [minus(minus(on, right), top), minus(add(on, right), top),
      add(add(on, right), top), add(minus(on, right), top)],
  };
};

/** A d4 has each number three times, around its tip. @param {Solid} solid @param {Face} face @returns {Frame[]} */
const tipFrames = (solid, face) => face.corners.map((corner) => {
  const tip = solid.corners[corner];
  const base = /** @type {Face} */ (solid.faces.find(({ corners }) => !corners.includes(corner)));
  const out = minus(tip, face.centre);
  return frameAt(solid, face, add(face.centre, scale(out, .4)), unit(out), String(base.value));
});

/**
 * Returns the rectangles of the numbers.
 *
 * @param {Solid} solid
 * @param {import('../dice.js').Print} print
 * @returns {Frame[]}
 */
export const framesOf = (solid, print) => solid.faces.flatMap((face) => (solid.sides === 4
  ? tipFrames(solid, face)
  : [frameAt(solid, face, face.centre, face.up, labelOf(solid.sides, face.value, print),
    print === 'tens' ? TENS_SIZE : 1)]));

/**
 * Reads a lying die from its numbers: the uppermost one; for a d4, the upright one nearest to the tip.
 *
 * @param {Solid} solid
 * @param {readonly Frame[]} frames
 * @param {import('./vector.js').Quaternion} turn
 */
export const readFrames = ({ sides }, frames, turn) => {
  /** @param {Frame} frame */
  const height = ({ corners: [a, , c], normal }) => rotated(turn, sides === 4 ? add(a, c) : normal)[2];
  return frames.reduce((best, frame) => (height(frame) > height(best) ? frame : best)).label;
};
