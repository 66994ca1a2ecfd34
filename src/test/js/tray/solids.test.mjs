import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFace, solidOf, symmetries } from '../../../../webapp/js/tray/solid/solids.js';
import { dot, lengthOf, minus, rotated } from '../../../../webapp/js/tray/solid/vector.js';

const ALL_SIDES = [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 30];
const CORNERS = { 2: 32, 3: 8, 4: 4, 5: 12, 6: 8, 7: 16, 8: 6, 10: 12, 12: 20, 14: 16, 16: 10, 20: 12, 24: 26, 30: 32 };
/** Dice that have each value on two faces. */
const TWICE = [3, 5, 7];
/** In how many ways a face fits into the place of another, if not in as many as it has corners. */
const WAYS = { 5: 1, 7: 1, 10: 1, 14: 1, 16: 1, 24: 1, 30: 2 };
const NEAR = 1e-9;

test('each solid has its corners and its faces', () => {
  for (const sides of ALL_SIDES) {
    const { corners, faces, hull } = solidOf(sides);

    assert.equal(corners.length, CORNERS[sides]);
    assert.equal(faces.length, TWICE.includes(sides) ? 2 * sides : sides);
    // A coin has a rim.
    assert.equal(hull.length - faces.length, sides === 2 ? 16 : 0);
    // Euler: corners - edges + faces = 2, and each edge is of two faces.
    const edges = hull.reduce((sum, face) => sum + face.corners.length, 0) / 2;
    assert.equal(corners.length - edges + hull.length, 2);
  }
});

test('each value is on one face, or on two', () => {
  for (const sides of ALL_SIDES) {
    const values = solidOf(sides).faces.map(({ value }) => value).sort((a, b) => a - b);

    const times = TWICE.includes(sides) ? 2 : 1;
    assert.deepEqual(values, Array.from({ length: times * sides }, (_, i) => Math.floor(i / times) + 1));
  }
});

test('opposite faces sum to one more than the sides, or are the same', () => {
  for (const sides of ALL_SIDES.filter((each) => each !== 4)) {
    const { faces } = solidOf(sides);
    for (const face of faces) {
      const opposite = faces.find(({ normal }) => dot(normal, face.normal) < -1 + NEAR);

      assert.equal(opposite.value, TWICE.includes(sides) ? face.value : sides + 1 - face.value);
    }
  }
});

test('the corners of a face lie in its plane, and wind counter-clockwise', () => {
  for (const sides of ALL_SIDES) {
    const { corners, hull } = solidOf(sides);
    for (const { corners: own, normal, centre } of hull) {
      own.forEach((corner, i) => {
        const a = minus(corners[corner], centre);
        const b = minus(corners[own[(i + 1) % own.length]], centre);
        const turn = normal[0] * (a[1] * b[2] - a[2] * b[1])
          + normal[1] * (a[2] * b[0] - a[0] * b[2]) + normal[2] * (a[0] * b[1] - a[1] * b[0]);

        assert.ok(Math.abs(dot(a, normal)) < NEAR);
        assert.ok(turn > 0);
      });
    }
  }
});

test('a rotation symmetry brings corners onto corners, and one face onto the other', () => {
  for (const sides of ALL_SIDES) {
    const solid = solidOf(sides);
    for (const from of solid.faces) for (const to of solid.faces) {
      const ways = symmetries(solid, from, to);

      // A regular face fits in as many ways as it has corners.
      assert.equal(ways.length, WAYS[sides] ?? to.corners.length, `d${sides}`);
      for (const way of ways) {
        assert.ok(dot(rotated(way, from.normal), to.normal) > 1 - NEAR);
        for (const corner of solid.corners) {
          const there = rotated(way, corner);
          assert.ok(solid.corners.some((other) => lengthOf(minus(there, other)) < NEAR));
        }
      }
    }
  }
});

test('a die is read by its top face, a d4 by its base', () => {
  const plain = [0, 0, 0, 1];
  for (const sides of ALL_SIDES) {
    const solid = solidOf(sides);
    const heights = solid.faces.map(({ normal }) => normal[2]);
    const height = sides === 4 ? Math.min(...heights) : Math.max(...heights);

    assert.equal(readFace(solid, plain).normal[2], height);
  }
});

test('a die of unknown sides has no solid', () => {
  assert.throws(() => solidOf(9));
});
