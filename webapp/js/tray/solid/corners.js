// @ts-check
/** The corners of the solids, without sines, which browsers may round differently. */

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

/** The same of 0, 180/7, 2 * 180/7 ... degrees, as roots of no simple form. */
const FOURTEENTHS = (() => {
  const half = [[1, 0], [.9009688679024191, .4338837391175581], [.6234898018587336, .7818314824680298],
    [.2225209339563144, .9749279121818236], [-.2225209339563144, .9749279121818236],
    [-.6234898018587336, .7818314824680298], [-.9009688679024191, .4338837391175581]];
  return [...half, ...half.map(([x, y]) => [-x, -y])];
})();

/** The same of 0, 22.5, 45 ... 337.5 degrees. */
const SIXTEENTHS = (() => {
  const [cosine, sine] = [Math.sqrt(2 + Math.SQRT2) / 2, Math.sqrt(2 - Math.SQRT2) / 2];
  const quarter = [[1, 0], [cosine, sine], [Math.SQRT1_2, Math.SQRT1_2], [sine, cosine]];
  const half = [...quarter, ...quarter.map(([x, y]) => [-y, x])];
  return [...half, ...half.map(([x, y]) => [-x, -y])];
})();

/** @param {Vec[]} ring @param {number} tip its height @returns {Vec[]} the tips first: a face's number has its top there */
const withTips = (ring, tip) => [[0, 0, tip], [0, 0, -tip], ...ring];

/** A trapezohedron: two tips, and corners that zigzag so that its kites are flat. @param {number[][]} around an odd number of times two */
const trapezohedron = (around) => {
  const zigzag = (1 - around[1][0]) / (1 + around[1][0]);
  return withTips(around.map(([x, y], i) => [x, y, i % 2 ? zigzag : -zigzag]), 1);
};

/** All places of the corners of a cube around its axes. @param {number} size @returns {Vec[]} */
const axes = (size) => SIGNS.flatMap((s) => /** @type {Vec[]} */ ([[s * size, 0, 0], [0, s * size, 0], [0, 0, s * size]]));

const COIN_HEIGHT = .13;
/** How near the blunt corners of a deltoidal icositetrahedron are, as parts of a cube's. */
const INNER = (2 * Math.SQRT2 + 1) / 7;

/** @type {Readonly<Record<number, Vec[]>>} */
export const CORNERS = Object.freeze({
  2: SIXTEENTHS.flatMap(([x, y]) => SIGNS.map((z) => /** @type {Vec} */ ([x, y, z * COIN_HEIGHT]))),
  4: [[1, 1, 1], [-1, -1, 1], [-1, 1, -1], [1, -1, -1]],
  6: CUBE,
  8: [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]],
  10: trapezohedron(TENTHS),
  12: [...CUBE, ...rotations(1 / GOLDEN, GOLDEN)],
  14: trapezohedron(FOURTEENTHS),
  // A double pyramid: a trapezohedron of 16 faces has none on top.
  16: withTips(SIXTEENTHS.filter((_, i) => i % 2 === 0).map(([x, y]) => [x, y, 0]), .9),
  20: rotations(1, GOLDEN),
  // A deltoidal icositetrahedron, and a rhombic triacontahedron; the sharp corners of their faces first.
  24: [...axes(1), ...rotations(Math.SQRT1_2, Math.SQRT1_2), ...CUBE.map(([x, y, z]) =>
    /** @type {Vec} */ ([x * INNER, y * INNER, z * INNER]))],
  30: [...rotations(1, GOLDEN), ...CUBE, ...rotations(GOLDEN, 1 / GOLDEN)],
});

/** From the centre to the farthest corner; chosen so that they look like one set. */
export const RADIUS = Object.freeze(/** @type {Readonly<Record<number, number>>} */ (
  { 2: .98, 4: 1.3, 6: 1.12, 8: 1.12, 10: 1.14, 12: 1.12, 14: 1.18, 16: 1.2, 20: 1.16, 24: 1.2, 30: 1.22 }));

/** Dice that have the shape of another, and each value twice, on opposite faces. */
export const TWICE = Object.freeze(/** @type {Readonly<Record<number, number>>} */ ({ 3: 6, 5: 10, 7: 14 }));
