import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { labelOf, partsOf, readLabels } from '../../../../webapp/js/tray/dice.js';
import { framesOf, readFrames } from '../../../../webapp/js/tray/solid/mesh.js';
import { FRAME_MS, planThrow } from '../../../../webapp/js/tray/solid/plan.js';
import { layInRows } from '../../../../webapp/js/tray/solid/settle.js';
import { readFace, solidOf } from '../../../../webapp/js/tray/solid/solids.js';
import { trayFor } from '../../../../webapp/js/tray/solid/trays.js';
import { add, rotated } from '../../../../webapp/js/tray/solid/vector.js';
import { distanceFor, seenAt } from '../../../../webapp/js/tray/solid/view.js';

const SOLID_SIDES = [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 30];
/** Those of a usual set: the digest of a throw is of them. */
const SET_SIDES = [4, 6, 8, 10, 12, 20, 100];
const ALL_SIDES = [...SOLID_SIDES, 100];
const PROPORTIONS = ['wide', 'narrow'];
const REST_MS = 1500;
const NEAR = 1e-9;

/** Dice of all shapes and values, the same on each run. */
const diceOf = (count, serial, all = ALL_SIDES, step = 4) => Array.from({ length: count }, (_, i) => {
  const sides = all[(serial + i * step) % all.length];
  return { sides, value: 1 + (serial * 31 + i * 17) % sides };
});

const throwOf = (dice, seed, proportions) => {
  const parts = dice.flatMap(partsOf);
  const { frames, tray } = planThrow(seed, parts, proportions);
  return { parts, tray, frames, rest: frames[frames.length - 1] };
};

/** Reads the dice off the numbers on the faces that lie on top. */
const read = (dice, { rest }) => {
  let at = 0;
  return dice.map((die) => readLabels(die.sides, partsOf(die).map(({ sides, print }) =>
    readFrames(solidOf(sides), framesOf(solidOf(sides), print), rest[at++].turn))));
};

/** Checks that dice lie apart, flat and inside the tray. */
const checkRest = ({ parts, tray: { width, depth }, rest }, name) => {
  rest.forEach(({ place: [x, y, z], turn }, i) => {
    const solid = solidOf(parts[i].sides);
    const reach = solid.footprint - NEAR;
    const lowest = Math.min(...solid.corners.map((each) => rotated(turn, each)[2]));
    assert.ok(Math.abs(z + lowest) < NEAR, `${name}: on the felt`);
    assert.ok(Math.abs(x) + reach <= width && Math.abs(y) + reach <= depth, `${name}: inside`);
    rest.slice(0, i).forEach(({ place: [otherX, otherY] }, j) => {
      const room = solid.footprint + solidOf(parts[j].sides).footprint;
      assert.ok((x - otherX) ** 2 + (y - otherY) ** 2 >= (room - NEAR) ** 2, `${name}: apart`);
    });
  });
};

test('the top faces show the requested values: each value of each die', () => {
  for (const sides of ALL_SIDES) for (let value = 1; value <= sides; value++) {
    for (const proportions of PROPORTIONS) for (let serial = 0; serial < 4; serial++) {
      const dice = [{ sides, value }];
      const name = `${proportions} ${serial} d${sides} ${value}`;

      assert.deepEqual(read(dice, throwOf(dice, name, proportions)), [value], name);
    }
  }
});

test('thousands of dice land on their values, apart, inside the tray and in time', () => {
  for (let serial = 0; serial < 1200; serial++) {
    const dice = diceOf(1 + serial % 12, serial);
    const name = `throw ${serial}`;
    const thrown = throwOf(dice, name, PROPORTIONS[serial % 2]);

    assert.deepEqual(read(dice, thrown), dice.map(({ value }) => value), name);
    assert.ok((thrown.frames.length - 1) * FRAME_MS <= REST_MS, name);
    checkRest(thrown, name);
  }
});

/** The shapes of the page's tray from 320 to 2560 px, as measured. */
const ASPECTS = { wide: [1.31, 1.57, 1.7, 1.9, 2.1, 2.5], narrow: [.92, 1.1, 1.3] };

test('few dice are large, 28 to 32 % of the height of the picture, and lie in the middle', () => {
  const parts = new Map(SOLID_SIDES.map((sides) => [sides, []]));
  for (let serial = 0; serial < 300; serial++) for (const proportions of PROPORTIONS) {
    const sides = SOLID_SIDES[serial % SOLID_SIDES.length];
    const count = 1 + serial % 3;
    const dice = Array.from({ length: count }, (_, i) => ({ sides, value: 1 + (serial + i) % sides }));
    const { rest, tray } = throwOf(dice, `few ${serial}`, proportions);
    const solid = solidOf(sides);

    for (const axis of [0, 1]) {
      const middle = rest.reduce((sum, { place }) => sum + place[axis], 0) / count;
      assert.ok(Math.abs(middle) <= .3 * [tray.width, tray.depth][axis], `${count}d${sides} ${proportions} ${serial}: ${middle}`);
    }
    for (const aspect of ASPECTS[proportions]) {
      const distance = distanceFor(tray, aspect);
      for (const { place, turn } of rest) {
        const seen = solid.corners.map((corner) => seenAt(add(place, rotated(turn, corner)), distance, aspect));
        const heights = seen.map(([, up]) => up);
        const part = (Math.max(...heights) - Math.min(...heights)) / 2;

        parts.get(sides).push(part);
        // Kites lie in several ways, of different heights; a square is higher, the more it is turned.
        assert.ok(part > .26 && part < .35, `d${sides} takes ${part.toFixed(3)} of the height at ${aspect}`);
        assert.ok(seen.flat().every((each) => Math.abs(each) <= 1), `d${sides} is in the picture`);
      }
    }
  }
  for (const [sides, each] of parts) {
    const mean = each.reduce((sum, part) => sum + part, 0) / each.length;
    assert.ok(mean > .28 && mean < .32, `d${sides} takes ${mean.toFixed(3)} of the height on average`);
  }
});

/** The area of a number's rectangle in the picture; none, if it is seen from behind. */
const areaSeen = ({ corners }, { place, turn }, distance, aspect) => {
  const seen = corners.map((corner) => seenAt(add(place, rotated(turn, corner)), distance, aspect));
  const twice = seen.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = seen[(at + 1) % seen.length];
    return sum + (x * nextY - nextX * y);
  }, 0);
  return Math.max(0, twice / 2);
};

test('no other number of a resting die is as large in the picture as its result', () => {
  for (const sides of SOLID_SIDES) for (const proportions of PROPORTIONS) for (let serial = 0; serial < 30; serial++) {
    const dice = Array.from({ length: 1 + serial % 3 }, (_, i) => ({ sides, value: 1 + (serial + i) % sides }));
    const { rest, tray } = throwOf(dice, `loud ${serial}`, proportions);
    const solid = solidOf(sides);
    const frames = framesOf(solid, 'plain');

    for (const aspect of ASPECTS[proportions]) {
      const distance = distanceFor(tray, aspect);
      for (const pose of rest) {
        const result = readFrames(solid, frames, pose.turn);
        const seen = frames.map((frame) => ({ label: frame.label, area: areaSeen(frame, pose, distance, aspect) }));
        const largest = (isResult) => Math.max(0, ...seen.filter(({ label }) => (label === result) === isResult).map(({ area }) => area));
        assert.ok(largest(false) < largest(true), `d${sides} ${result} at ${aspect}: ${largest(false)} of ${largest(true)}`);
      }
    }
  }
});

test('thirty dice of each shape have room', () => {
  for (const sides of SOLID_SIDES) for (const proportions of PROPORTIONS) {
    for (const count of [15, 20, 30]) {
      const dice = Array.from({ length: count }, (_, i) => ({ sides, value: 1 + i % sides }));
      const name = `${count}d${sides} ${proportions}`;
      const thrown = throwOf(dice, name, proportions);

      assert.deepEqual(read(dice, thrown), dice.map(({ value }) => value), name);
      checkRest(thrown, name);
    }
  }
});

test('dice come to rest without a jump', () => {
  for (let serial = 0; serial < 200; serial++) {
    const dice = diceOf(1 + serial % 12, serial);
    const { frames, rest } = throwOf(dice, `calm ${serial}`, PROPORTIONS[serial % 2]);
    rest.forEach((_, i) => {
      for (let frame = frames.length - 10; frame < frames.length; frame++) {
        const [a, b] = [frames[frame - 1][i], frames[frame][i]];
        const way = Math.hypot(...a.place.map((part, axis) => part - b.place[axis]));
        const cosine = Math.abs(a.turn.reduce((sum, part, k) => sum + part * b.turn[k], 0));

        assert.ok(way < .25, `throw ${serial} die ${i} moves ${way}`);
        assert.ok(cosine > Math.cos(Math.PI / 24), `throw ${serial} die ${i} turns`);
      }
    });
  }
});

test('numbers are upright for the player', () => {
  for (let serial = 0; serial < 200; serial++) {
    const { parts, rest } = throwOf(diceOf(6, serial), `upright ${serial}`, 'wide');
    rest.forEach(({ turn }, i) => {
      const solid = solidOf(parts[i].sides);
      const [x, y] = rotated(turn, readFace(solid, turn).up);

      assert.ok(y > 0 && Math.abs(x) < .2 * y, `die ${i} leans ${x}`);
    });
  }
});

test('the same seed, dice and proportions give the same throw to the last bit', () => {
  const dice = diceOf(8, 5);
  const one = throwOf(dice, 'r-17', 'wide').frames;

  assert.deepEqual(throwOf(dice, 'r-17', 'wide').frames, one);
  assert.notDeepEqual(throwOf(dice, 'r-18', 'wide').frames, one);
});

test('a throw has not changed: every browser must compute this digest', () => {
  const { frames } = throwOf(diceOf(8, 5, SET_SIDES, 3), 'r-17', 'wide');
  const bits = new Float64Array(frames.flatMap((poses) =>
    poses.flatMap(({ place, turn }) => [...place, ...turn])));

  assert.equal(createHash('sha256').update(bits).digest('hex').slice(0, 16), '137c3b65570dbb7a');
});

test('the values do not change the paths of the dice', () => {
  const places = (value) => throwOf([{ sides: 6, value }, { sides: 20, value }], 'same', 'wide')
    .frames.map((poses) => poses.map(({ place }) => place));

  assert.deepEqual(places(1), places(6));
});

test('a value that no face has is refused', () => {
  assert.throws(() => planThrow('x', [{ sides: 6, value: 7 }], 'wide'), RangeError);
});

test('dice without room are laid out in rows', () => {
  for (const sides of SOLID_SIDES) for (const proportions of PROPORTIONS) {
    const [{ turn }] = throwOf([{ sides, value: 1 }], 'flat', 'wide').rest;
    for (let count = 1; count <= 30; count++) {
      const parts = Array.from({ length: count }, () => ({ sides }));
      const { footprint: reach, rest } = solidOf(sides);
      const tray = trayFor(parts.map((part) => part.sides), proportions);
      const spots = parts.map(() => ({ x: 0, y: 0, reach }));

      layInRows(spots, tray);

      const laid = spots.map(({ x, y }) => ({ place: [x, y, rest], turn }));
      checkRest({ parts, tray, rest: laid }, `${count}d${sides} ${proportions}`);
    }
  }
});

test('a label is the text on the face', () => {
  assert.equal(labelOf(10, 10, 'plain'), '0');
  assert.equal(labelOf(10, 10, 'tens'), '00');
  assert.equal(labelOf(20, 10, 'plain'), '10');
});
