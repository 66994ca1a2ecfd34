import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BACKOFF_MS, backoffMs } from '../../../../webapp/js/net/backoff.js';

const ALMOST_ONE = 1 - Number.EPSILON;

test('the table grows from 500 ms to 15 s', () => {
  assert.equal(BACKOFF_MS[0], 500);
  assert.equal(BACKOFF_MS.at(-1), 15000);
  assert.deepEqual([...BACKOFF_MS].sort((a, b) => a - b), [...BACKOFF_MS]);
});

test('each wait is between 0 and its entry in the table', () => {
  BACKOFF_MS.forEach((capMs, attempt) => {
    assert.equal(backoffMs(attempt, () => 0), 0);
    assert.equal(backoffMs(attempt, () => 0.5), capMs / 2);
    assert.ok(backoffMs(attempt, () => ALMOST_ONE) < capMs);
  });
});

test('the last entry applies to all later attempts', () => {
  assert.equal(backoffMs(1_000_000, () => 0.5), 7500);
});
