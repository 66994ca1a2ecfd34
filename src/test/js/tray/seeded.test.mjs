import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '../../../../webapp/js/tray/seeded.js';

const draw = (seed, count) => {
  const random = seeded(seed);
  return Array.from({ length: count }, random);
};

test('a seed gives the same numbers each time', () => {
  assert.deepEqual(draw('r-17', 3).map((number) => number * 2 ** 32), [1675686643, 3475061096, 2968352276]);
});

test('other seeds give other numbers', () => {
  assert.notDeepEqual(draw('a', 4), draw('b', 4));
  assert.notDeepEqual(draw('', 4), draw(' ', 4));
});

test('numbers are spread over 0 to 1', () => {
  const tenths = Array(10).fill(0);
  for (const number of draw('spread', 10000)) tenths[Math.floor(number * 10)]++;

  // Nine degrees of freedom: beyond 27.9 in one of a thousand fair runs, and this one is fixed.
  const chiSquare = tenths.reduce((sum, seen) => sum + (seen - 1000) ** 2 / 1000, 0);
  assert.ok(chiSquare < 27.9, `chi-square ${chiSquare}`);
});
