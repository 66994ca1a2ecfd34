import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { randomInt } from '../../../../webapp/js/lib/random.js';
import { makeSlug } from '../../../../webapp/js/lib/slug.js';

describe('random numbers', () => {
  test('reject the incomplete last lap', () => {
    const bits = [2 ** 32 - 1, 7];
    assert.equal(randomInt(6, () => bits.shift()), 1);
    assert.deepEqual(bits, []);
  });

  test('come from the browser', () => {
    const seen = new Set(Array.from({ length: 600 }, () => randomInt(6)));
    assert.deepEqual([...seen].sort(), [0, 1, 2, 3, 4, 5]);
  });

  test('name tables', () => {
    assert.equal(makeSlug(() => 0), 'amber-badger-100');
    assert.match(makeSlug(randomInt), /^[a-z]+-[a-z]+-\d{3}$/);
  });
});
