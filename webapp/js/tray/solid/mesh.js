// @ts-check
/** The triangles of a die: flat faces, rounded edges, and a rectangle for each number. */

import { labelOf } from '../dice.js';
import { add, cross, dot, lengthOf, middleOf, minus, scale, rotated, unit } from './vector.js';

/** @typedef {import('./vector.js').Vec} Vec */
/** @typedef {import('./solids.js').Solid} Solid */
/** @typedef {import('./solids.js').Face} Face */
/** @typedef {{ place: Vec, normal: Vec }} Point */
/** @typedef {{ corners: Vec[], normal: Vec, label: string }} Frame lower left, lower right, upper right, upper left */

const BEVEL = .085;
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
  /** @type {Record<number, number>} */ ({ 4: .6, 6: .8, 8: .98, 10: .98, 12: .92, 20: 1 }));

/** A face's corner, inset from its edges. @param {Solid} solid @param {Face} face @param {number} at index in the face's corners @returns {Point} */
const inset = ({ corners: all }, { corners, normal }, at) => {
  /** @param {number} i */
  const corner = (i) => all[corners[(i + corners.length) % corners.length]];
  const back = unit(minus(corner(at - 1), corner(at)));
  const on = unit(minus(corner(at + 1), corner(at)));
  const by = BEVEL / lengthOf(cross(back, on));
  return { place: add(corner(at), scale(add(back, on), by)), normal };
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
 * Returns the polygons of a die's body: faces, edges and corners.
 *
 * @param {Solid} solid
 * @returns {Point[][]}
 */
const polygonsOf = (solid) => {
  const insets = solid.faces.map((face) => face.corners.map((_, at) => inset(solid, face, at)));
  /** @param {number} corner @returns {Point[]} */
  const around = (corner) => solid.faces.flatMap((face, f) =>
    face.corners.flatMap((c, at) => (c === corner ? [insets[f][at]] : [])));
  const edges = solid.faces.flatMap((face, f) => face.corners.flatMap((a, at) => {
    const b = face.corners[(at + 1) % face.corners.length];
    if (a > b) return [];
    const [pointA, pointB] = [insets[f][at], insets[f][(at + 1) % face.corners.length]];
    const other = solid.faces.findIndex((g) =>
      g !== face && g.corners.includes(a) && g.corners.includes(b));
    const { corners } = solid.faces[other];
    return [[insets[other][corners.indexOf(a)], insets[other][corners.indexOf(b)], pointB, pointA]];
  }));
  const tips = solid.corners.map((corner, c) => inOrder(around(c), unit(corner)));
  return [...insets, ...edges, ...tips];
};

/**
 * Returns a die's body as a list of triangles.
 *
 * @param {Solid} solid
 * @returns {{ places: number[], normals: number[] }} nine numbers for each triangle
 */
export const bodyOf = (solid) => {
  const points = polygonsOf(solid).flatMap((polygon) =>
    polygon.slice(2).flatMap((point, i) => [polygon[0], polygon[i + 1], point]));
  return {
    places: points.flatMap(({ place }) => [...place]),
    normals: points.flatMap(({ normal }) => [...normal]),
  };
};

/** @param {Solid} solid @param {Face} face @param {Vec} middle @param {Vec} up @param {string} label @param {number} [size] @returns {Frame} */
const frameAt = ({ sides, corners }, { corners: [a, b], normal, centre }, middle, up, label, size = 1) => {
  const edge = unit(minus(corners[b], corners[a]));
  const out = minus(centre, corners[a]);
  const half = size * FRAME_SIZE[sides] * lengthOf(minus(out, scale(edge, dot(out, edge))));
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
