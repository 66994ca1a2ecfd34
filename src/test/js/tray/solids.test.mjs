import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFace, solidOf, symmetries } from '../../../../webapp/js/tray/solid/solids.js';
import { dot, lengthOf, minus, rotated } from '../../../../webapp/js/tray/solid/vector.js';

const ALL_SIDES = [4, 6, 8, 10, 12, 20];
const CORNERS = { 4: 4, 6: 8, 8: 6, 10: 12, 12: 20, 20: 12 };
const NEAR = 1e-9;

test('each solid has its corners and its faces', () => {
  for (const sides of ALL_SIDES) {
    const { corners, faces } = solidOf(sides);

    assert.equal(corners.length, CORNERS[sides]);
    assert.equal(faces.length, sides);
    // Euler: corners - edges + faces = 2, and each edge is of two faces.
    const edges = faces.reduce((sum, face) => sum + face.corners.length, 0) / 2;
    assert.equal(corners.length - edges + faces.length, 2);
  }
});

test('each value is on one face', () => {
  for (const sides of ALL_SIDES) {
    const values = solidOf(sides).faces.map(({ value }) => value).sort((a, b) => a - b);

    assert.deepEqual(values, Array.from({ length: sides }, (_, i) => i + 1));
  }
});

test('opposite faces sum to one more than the sides', () => {
  for (const sides of ALL_SIDES.filter((each) => each !== 4)) {
    const { faces } = solidOf(sides);
    for (const face of faces) {
      const opposite = faces.find(({ normal }) => dot(normal, face.normal) < -1 + NEAR);

      assert.equal(face.value + opposite.value, sides + 1);
    }
  }
});

test('the corners of a face lie in its plane, and wind counter-clockwise', () => {
  for (const sides of ALL_SIDES) {
    const { corners, faces } = solidOf(sides);
    for (const { corners: own, normal, centre } of faces) {
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

      // A kite fits in one way, a regular face in as many as it has corners.
      assert.equal(ways.length, sides === 10 ? 1 : to.corners.length);
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
  assert.throws(() => solidOf(7));
});
