// @ts-check
/** The dice as solids: faces, their values, and their symmetries. */

import { CORNERS, RADIUS, TWICE } from './corners.js';
import { add, cross, dot, lengthOf, middleOf, minus, scale, rotated, quaternionOf, unit } from './vector.js';

/** @typedef {import('./vector.js').Vec} Vec */
/** @typedef {import('./vector.js').Quaternion} Quaternion */

/**
 * @typedef {object} Face
 * @property {number[]} corners counter-clockwise as seen from outside
 * @property {Vec} normal
 * @property {Vec} centre
 * @property {Vec} up direction of the top of its number
 * @property {number} value of the die if this face is read; a d4 is read by its base; 0 for none
 */

/**
 * @typedef {object} Solid
 * @property {number} sides
 * @property {readonly Vec[]} corners relative to the centre
 * @property {readonly Face[]} faces those that it can come to rest on, and that have a value
 * @property {readonly Face[]} hull all faces: a coin's rim has no value
 * @property {number} radius from the centre to a corner
 * @property {number} rest height of the centre when it lies on a face
 * @property {number} footprint its horizontal radius then
 */

const NEAR = 1e-6;

/** Increases with the angle of (x, y), without an arc tangent. @param {number} x @param {number} y */
const windOf = (x, y) => {
  const part = x / (Math.abs(x) + Math.abs(y));
  return y >= 0 ? 1 - part : 3 + part;
};

/** @param {Vec[]} all @param {number[]} flat @param {Vec} normal @returns {Face} */
const faceOf = (all, flat, normal) => {
  const centre = middleOf(flat.map((i) => all[i]));
  const x = unit(minus(all[flat[0]], centre));
  const y = cross(normal, x);
  /** @param {number} i */
  const wind = (i) => windOf(dot(minus(all[i], centre), x), dot(minus(all[i], centre), y));
  const corners = [...flat].sort((a, b) => wind(a) - wind(b));
  /** @param {number} i */
  const reach = (i) => lengthOf(minus(all[corners[i]], centre));
  const square = corners.length === 4 && Math.abs(reach(0) - reach(2)) < NEAR;
  // A square is read along its edges; any other face has its top at a corner, a kite at the tip.
  const top = square ? middleOf([all[corners[0]], all[corners[1]]]) : all[corners[0]];
  return { corners, normal, centre, up: unit(minus(top, centre)), value: 0 };
};

/** Finds the faces: planes through three corners with all others on one side. @param {Vec[]} all */
const facesOf = (all) => {
  /** @type {Map<string, Face>} */
  const faces = new Map();
  for (let i = 0; i < all.length; i++) for (let j = 0; j < i; j++) for (let k = 0; k < j; k++) {
    const n = unit(cross(minus(all[j], all[i]), minus(all[k], all[i])));
    const normal = dot(n, all[i]) < 0 ? scale(n, -1) : n;
    const distance = dot(normal, all[i]);
    if (all.some((corner) => dot(normal, corner) > distance + NEAR)) continue;
    const flat = [...all.keys()].filter((m) => dot(normal, all[m]) > distance - NEAR);
    if (!faces.has(flat.join())) faces.set(flat.join(), faceOf(all, flat, normal));
  }
  return [...faces.values()];
};

/** Numbers the faces: opposite ones have the same value. @param {Face[]} faces */
const giveValuesTwice = (faces) => {
  let next = 1;
  for (const face of faces) {
    if (face.value) continue;
    const opposite = faces.find(({ normal }) => dot(normal, face.normal) < -1 + NEAR);
    face.value = next++;
    if (opposite) opposite.value = face.value;
  }
};

/** Numbers the faces: opposite ones sum to sides + 1; high and low alternate. @param {Face[]} faces */
const giveValues = (faces) => {
  let next = 1;
  for (const face of faces) {
    if (face.value) continue;
    const opposite = faces.find(({ normal }) => dot(normal, face.normal) < -1 + NEAR);
    const high = opposite && next % 2 === 0;
    face.value = high ? faces.length + 1 - next : next;
    if (opposite) opposite.value = faces.length + 1 - face.value;
    next++;
  }
};

/** @param {number} sides @returns {Solid} */
const makeSolid = (sides) => {
  const shape = TWICE[sides] ?? sides;
  const raw = CORNERS[shape];
  const size = RADIUS[shape] / Math.max(...raw.map(lengthOf));
  const corners = raw.map((corner) => scale(corner, size));
  const hull = facesOf(corners);
  const faces = sides === 2 ? hull.filter(({ corners: own }) => own.length > 4) : hull;
  if (shape === sides) giveValues(faces);
  else giveValuesTwice(faces);
  const [{ normal, centre }] = faces;
  const rest = dot(normal, centre);
  const sideways = corners.map((c) => lengthOf(minus(c, scale(normal, dot(c, normal)))));
  return { sides, corners, faces, hull, radius: RADIUS[shape], rest, footprint: Math.max(...sideways) };
};

/** @type {Map<number, Solid>} */
const made = new Map();

/** Returns a die's solid. @param {number} sides 2 to 8, 10, 12, 14, 16, 20, 24 or 30 @returns {Solid} */
export const solidOf = (sides) => {
  const known = made.get(sides) ?? makeSolid(sides);
  made.set(sides, known);
  return known;
};

/** The three axes of a face, one of them towards a corner. @param {Solid} solid @param {Face} face @param {number} corner @returns {[Vec, Vec, Vec]} */
const axesOf = ({ corners }, { normal, centre }, corner) => {
  const x = unit(minus(corners[corner], centre));
  return [x, cross(normal, x), normal];
};

/**
 * Returns the symmetries of a solid that move one face to the place of another.
 *
 * @param {Solid} solid
 * @param {Face} from
 * @param {Face} to
 * @returns {Quaternion[]} at least one
 */
export const symmetries = (solid, from, to) => {
  const start = axesOf(solid, from, from.corners[0]);
  /** @param {Vec[]} end @param {0|1|2} i @returns {Vec} column i of the matrix */
  const column = (end, i) => start.reduce(
    (sum, axis, k) => add(sum, scale(end[k], axis[i])), /** @type {Vec} */ ([0, 0, 0]));
  /** @param {Quaternion} turn */
  const fits = (turn) => solid.corners.every((corner) => {
    const there = rotated(turn, corner);
    return solid.corners.some((other) => lengthOf(minus(there, other)) < NEAR);
  });
  return to.corners
    .map((corner) => axesOf(solid, to, corner))
    .map((end) => quaternionOf(column(end, 0), column(end, 1), column(end, 2)))
    .filter(fits);
};

/**
 * Returns the face by which a lying die is read: the top one, or the base of a d4.
 *
 * @param {Solid} solid
 * @param {Quaternion} turn
 */
export const readFace = ({ sides, faces }, turn) => {
  const sign = sides === 4 ? -1 : 1;
  /** @param {Face} face */
  const height = (face) => sign * rotated(turn, face.normal)[2];
  return faces.reduce((best, face) => (height(face) > height(best) ? face : best));
};
