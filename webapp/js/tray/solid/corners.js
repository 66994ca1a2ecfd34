// @ts-check
/** The corners of the six solids in closed form, without sines, which browsers may round differently. */

/** @typedef {import('./vector.js').Vec} Vec */

const ROOT5 = Math.sqrt(5);
const GOLDEN = (1 + ROOT5) / 2;
const SIGNS = [-1, 1];

/** Both signs of a triple's last two numbers, in its three rotations. @param {number} a @param {number} b @returns {Vec[]} */
const rotations = (a, b) => SIGNS.flatMap((s) => SIGNS.flatMap((t) => /** @type {Vec[]} */ ([
  [0, s * a, t * b], [s * a, t * b, 0], [t * b, 0, s * a]])));

/** @type {Vec[]} */
const CUBE = SIGNS.flatMap((x) => SIGNS.flatMap((y) => SIGNS.map((z) =>
  /** @type {Vec} */ ([x, y, z]))));

/** Cosine and sine of 0, 36, 72 ... 324 degrees. */
const TENTHS = (() => {
  const c36 = GOLDEN / 2;
  const c72 = (ROOT5 - 1) / 4;
  const s36 = Math.sqrt(10 - 2 * ROOT5) / 4;
  const s72 = Math.sqrt(10 + 2 * ROOT5) / 4;
  const half = [[1, 0], [c36, s36], [c72, s72], [-c72, s72], [-c36, s36]];
  return [...half, ...half.map(([x, y]) => [-x, -y])];
})();

/** A pentagonal trapezohedron: two tips, and ten corners that zigzag so that its kites are flat. */
const TRAPEZOHEDRON = (() => {
  const zigzag = (1 - GOLDEN / 2) / (1 + GOLDEN / 2);
  const ring = TENTHS.map(([x, y], i) => /** @type {Vec} */ ([x, y, i % 2 ? zigzag : -zigzag]));
  return /** @type {Vec[]} */ ([[0, 0, 1], [0, 0, -1], ...ring]);
})();

/** @type {Readonly<Record<number, Vec[]>>} */
export const CORNERS = Object.freeze({
  4: [[1, 1, 1], [-1, -1, 1], [-1, 1, -1], [1, -1, -1]],
  6: CUBE,
  8: [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]],
  10: TRAPEZOHEDRON,
  12: [...CUBE, ...rotations(1 / GOLDEN, GOLDEN)],
  20: rotations(1, GOLDEN),
});

/** From the centre to the farthest corner; chosen so that the six look like one set. */
export const RADIUS = Object.freeze(
  /** @type {Readonly<Record<number, number>>} */ ({ 4: 1.3, 6: 1.12, 8: 1.12, 10: 1.14, 12: 1.12, 20: 1.16 }));
