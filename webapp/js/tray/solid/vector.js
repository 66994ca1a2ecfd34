// @ts-check
/**
 * Vectors and turns of plain numbers. Only + - * / and sqrt, which IEEE 754 rounds alike
 * everywhere: a throw comes out the same to the last bit in every browser.
 */

/** @typedef {readonly [number, number, number]} Vec */
/** @typedef {readonly [number, number, number, number]} Turn a unit quaternion x, y, z, w */

/** @param {Vec} a @param {Vec} b @returns {Vec} */
export const add = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

/** @param {Vec} a @param {Vec} b @returns {Vec} */
export const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

/** @param {Vec} a @param {number} by @returns {Vec} */
export const scale = (a, by) => [a[0] * by, a[1] * by, a[2] * by];

/** @param {Vec} a @param {Vec} b */
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** @param {Vec} a @param {Vec} b @returns {Vec} */
export const cross = (a, b) => [
  a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

/** @param {Vec} a */
export const lengthOf = (a) => Math.sqrt(dot(a, a));

/** @param {Vec} a @returns {Vec} of length 1; a zero vector stays one */
export const unit = (a) => scale(a, 1 / (lengthOf(a) || 1));

/** @param {Vec[]} points @returns {Vec} */
export const middleOf = (points) =>
  scale(points.reduce((sum, point) => add(sum, point), /** @type {Vec} */ ([0, 0, 0])), 1 / points.length);

/** @type {Turn} */
export const NO_TURN = [0, 0, 0, 1];

/** @param {Turn} q @returns {Turn} */
export const unitTurn = (q) => {
  const by = 1 / Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  return [q[0] * by, q[1] * by, q[2] * by, q[3] * by];
};

/** Returns the turn that turns by b, then by a. @param {Turn} a @param {Turn} b @returns {Turn} */
export const after = (a, b) => [
  a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
  a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
  a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
  a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2]];

/** @param {Turn} q @param {Vec} v @returns {Vec} */
export const turned = (q, v) => {
  const axis = /** @type {Vec} */ ([q[0], q[1], q[2]]);
  const t = scale(cross(axis, v), 2);
  return add(add(v, scale(t, q[3])), cross(axis, t));
};

/** The shortest turn that takes one unit vector to another. @param {Vec} a @param {Vec} b */
export const turnBetween = (a, b) => {
  const cosine = dot(a, b);
  if (cosine < -1 + 1e-9) {
    const [x, y, z] = unit(cross(a, Math.abs(a[0]) < .9 ? [1, 0, 0] : [0, 1, 0]));
    return /** @type {Turn} */ ([x, y, z, 0]);
  }
  const [x, y, z] = cross(a, b);
  return unitTurn([x, y, z, 1 + cosine]);
};

/** A part of the way from one turn to another. @param {Turn} a @param {Turn} b @param {number} part */
export const turnTowards = (a, b, part) => {
  const sign = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] < 0 ? -1 : 1;
  /** @param {0|1|2|3} i */
  const mix = (i) => a[i] + (sign * b[i] - a[i]) * part;
  return unitTurn([mix(0), mix(1), mix(2), mix(3)]);
};

/**
 * Returns the turn whose matrix has these columns.
 *
 * @param {Vec} x
 * @param {Vec} y
 * @param {Vec} z orthogonal and of length 1, as x and y are
 * @returns {Turn}
 */
export const turnOf = (x, y, z) => {
  const trace = x[0] + y[1] + z[2];
  if (trace > 0) return unitTurn([y[2] - z[1], z[0] - x[2], x[1] - y[0], 1 + trace]);
  if (x[0] >= y[1] && x[0] >= z[2]) {
    return unitTurn([1 + x[0] - y[1] - z[2], x[1] + y[0], x[2] + z[0], y[2] - z[1]]);
  }
  if (y[1] >= z[2]) {
    return unitTurn([x[1] + y[0], 1 + y[1] - x[0] - z[2], y[2] + z[1], z[0] - x[2]]);
  }
  return unitTurn([x[2] + z[0], y[2] + z[1], 1 + z[2] - x[0] - y[1], x[1] - y[0]]);
};

/** Rises smoothly from 0 to 1. @param {number} t */
export const smooth = (t) => {
  const part = Math.min(1, Math.max(0, t));
  return part * part * (3 - 2 * part);
};
