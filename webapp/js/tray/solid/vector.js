// @ts-check
/**
 * Vectors and quaternions as tuples. Uses only + - * / and sqrt, which IEEE 754 rounds alike
 * everywhere, so a throw is the same to the last bit in every browser.
 */

/** @typedef {readonly [number, number, number]} Vec */
/** @typedef {readonly [number, number, number, number]} Quaternion a rotation: unit quaternion x, y, z, w */

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

/** @param {Vec} a @returns {Vec} of length 1; a zero vector stays zero */
export const unit = (a) => scale(a, 1 / (lengthOf(a) || 1));

/** @param {Vec[]} points @returns {Vec} */
export const middleOf = (points) =>
  scale(points.reduce((sum, point) => add(sum, point), /** @type {Vec} */ ([0, 0, 0])), 1 / points.length);

/** @type {Quaternion} */
export const IDENTITY = [0, 0, 0, 1];

/** @param {Quaternion} q @returns {Quaternion} */
export const unitQuaternion = (q) => {
  const by = 1 / Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  return [q[0] * by, q[1] * by, q[2] * by, q[3] * by];
};

/** Returns the rotation by b, then by a. @param {Quaternion} a @param {Quaternion} b @returns {Quaternion} */
export const compose = (a, b) => [
  a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
  a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
  a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
  a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2]];

/** @param {Quaternion} q @param {Vec} v @returns {Vec} */
export const rotated = (q, v) => {
  const axis = /** @type {Vec} */ ([q[0], q[1], q[2]]);
  const t = scale(cross(axis, v), 2);
  return add(add(v, scale(t, q[3])), cross(axis, t));
};

/** The shortest rotation of one unit vector to another. @param {Vec} a @param {Vec} b */
export const rotationBetween = (a, b) => {
  const cosine = dot(a, b);
  if (cosine < -1 + 1e-9) {
    const [x, y, z] = unit(cross(a, Math.abs(a[0]) < .9 ? [1, 0, 0] : [0, 1, 0]));
    return /** @type {Quaternion} */ ([x, y, z, 0]);
  }
  const [x, y, z] = cross(a, b);
  return unitQuaternion([x, y, z, 1 + cosine]);
};

/** Interpolates between two rotations (normalised linear). @param {Quaternion} a @param {Quaternion} b @param {number} part */
export const nlerp = (a, b, part) => {
  const sign = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] < 0 ? -1 : 1;
  /** @param {0|1|2|3} i */
  const mix = (i) => a[i] + (sign * b[i] - a[i]) * part;
  return unitQuaternion([mix(0), mix(1), mix(2), mix(3)]);
};

/**
 * Returns the rotation whose matrix has these columns.
 *
 * @param {Vec} x
 * @param {Vec} y
 * @param {Vec} z orthogonal and of length 1, as x and y are
 * @returns {Quaternion}
 */
export const quaternionOf = (x, y, z) => {
  const trace = x[0] + y[1] + z[2];
  if (trace > 0) return unitQuaternion([y[2] - z[1], z[0] - x[2], x[1] - y[0], 1 + trace]);
  if (x[0] >= y[1] && x[0] >= z[2]) {
    return unitQuaternion([1 + x[0] - y[1] - z[2], x[1] + y[0], x[2] + z[0], y[2] - z[1]]);
  }
  if (y[1] >= z[2]) {
    return unitQuaternion([x[1] + y[0], 1 + y[1] - x[0] - z[2], y[2] + z[1], z[0] - x[2]]);
  }
  return unitQuaternion([x[2] + z[0], y[2] + z[1], 1 + z[2] - x[0] - y[1], x[1] - y[0]]);
};

/** Rises smoothly from 0 to 1. @param {number} t */
export const smooth = (t) => {
  const part = Math.min(1, Math.max(0, t));
  return part * part * (3 - 2 * part);
};
